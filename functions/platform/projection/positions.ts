/** How far each version of a projection has come in each partition. */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { transient } from '../commit/dynamodb-failure.ts';
import { query } from '../commit/query.ts';
import type { Position } from '../consumer/position.ts';

export interface RecordedPosition extends Position {
  /** When the first was recorded, milliseconds since 1970. */
  readonly startedAt: number;
}

export interface Positions {
  /**
   * Goes forwards only: a batch that comes again changes nothing.
   *
   * @param projected the table of the version
   * @throws TransientFailure when DynamoDB cannot be asked
   */
  readonly record: (projected: string, position: Position) => Promise<void>;
  /** Strongly consistent. */
  readonly read: (projected: string) => Promise<readonly RecordedPosition[]>;
}

/**
 * One small write per batch and partition.
 *
 * @param table where they are kept: a table that outlives the versions
 * @param now milliseconds since 1970
 */
export const positionsIn = (client: DynamoDBClient, table: string, now = Date.now): Positions => ({
  record: async (projected, position) => {
    try {
      await client.send(new UpdateItemCommand({ TableName: table, ...updateOf(projected, position, now()) }));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) transient(error);
    }
  },
  read: (projected) => query<RecordedPosition>(client, { table, key: ['pk', keyOf(projected)] }),
});

const keyOf = (projected: string): string => `positions#${projected}`;

const updateOf = (projected: string, { topic, partition, first, last }: Position, at: number) => ({
  Key: marshall({ pk: keyOf(projected), sk: `${topic}#${String(partition).padStart(6, '0')}` }),
  UpdateExpression:
    'SET #topic = :topic, #partition = :partition, #last = :last, #first = if_not_exists(#first, :first), startedAt = if_not_exists(startedAt, :at)',
  ConditionExpression: 'attribute_not_exists(#last) OR #last < :last',
  ExpressionAttributeNames: {
    '#topic': 'topic',
    '#partition': 'partition',
    '#first': 'first',
    '#last': 'last',
  },
  ExpressionAttributeValues: marshall({
    ':topic': topic,
    ':partition': partition,
    ':first': first,
    ':last': last,
    ':at': at,
  }),
});
