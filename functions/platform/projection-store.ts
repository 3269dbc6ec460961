/** Rows of a read model: each keeps, per source aggregate, the last sequence that it took. */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Key } from './commit.ts';
import { transient } from './dynamodb-failure.ts';
import { TransientFailure } from './failure.ts';
import type { Origin } from './reader.ts';

/** What one event changes in one row. */
export interface RowChange {
  readonly key: Key;
  /** By attribute, its new value; undefined removes it. */
  readonly set: { readonly [attribute: string]: unknown };
}

/**
 * `contiguous`: the row takes every event of its sources, from the first on, and a gap is told from a repeat.
 * `newest`: the row takes some of them; whatever is newer than what it took is taken.
 */
export type Succession = 'contiguous' | 'newest';

export interface ProjectionStore {
  /**
   * One conditional update.
   *
   * @returns false for a repeat, which changes nothing
   * @throws TransientFailure for a gap, or when DynamoDB cannot be asked
   */
  readonly take: (change: RowChange, origin: Origin, succession: Succession) => Promise<boolean>;
  /** The row as it stands, strongly consistent. */
  readonly read: <Row>(key: Key) => Promise<Row | undefined>;
}

export const projectionStore = (client: DynamoDBClient, table: string): ProjectionStore => ({
  take: async (change, origin, succession) => {
    try {
      await client.send(new UpdateItemCommand({ TableName: table, ...updateOf(change, origin, succession) }));
      return true;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) return transient(error);
      refuseGap(error, origin);
      return false;
    }
  },
  read: async <Row>(key: Key) => {
    const command = new GetItemCommand({ TableName: table, Key: marshall(key), ConsistentRead: true });
    const { Item } = await client.send(command).catch(transient);
    return Item === undefined ? undefined : (unmarshall(Item) as Row);
  },
});

const seenOf = ({ source, subject }: Origin): string => `seen ${source}/${subject}`;

const updateOf = ({ key, set }: RowChange, origin: Origin, succession: Succession) => {
  const changes = Object.entries(set).map(([name, value], index) => ({ name, value, place: String(index) }));
  const sets = changes.filter(({ value }) => value !== undefined);
  const removes = changes.filter(({ value }) => value === undefined);
  const assigned = ['#seen = :sequence', ...sets.map(({ place }) => `#a${place} = :a${place}`)];
  const removed = removes.map(({ place }) => `#a${place}`);
  const { sequence } = origin;
  return {
    Key: marshall(key),
    UpdateExpression: `SET ${assigned.join(', ')}${removed.length > 0 ? ` REMOVE ${removed.join(', ')}` : ''}`,
    ConditionExpression: conditionOf(succession, sequence),
    ExpressionAttributeNames: {
      '#seen': seenOf(origin),
      ...Object.fromEntries(changes.map(({ name, place }) => [`#a${place}`, name])),
    },
    ExpressionAttributeValues: marshall(
      {
        ':sequence': sequence,
        ...(succession === 'contiguous' && sequence > 1 ? { ':previous': sequence - 1 } : {}),
        ...Object.fromEntries(sets.map(({ value, place }) => [`:a${place}`, value])),
      },
      { removeUndefinedValues: true, convertClassInstanceToMap: true },
    ),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
};

const conditionOf = (succession: Succession, sequence: number): string => {
  if (succession === 'newest') return 'attribute_not_exists(#seen) OR #seen < :sequence';
  return sequence === 1 ? 'attribute_not_exists(#seen)' : '#seen = :previous';
};

const refuseGap = ({ Item }: ConditionalCheckFailedException, origin: Origin): void => {
  const seen = Item === undefined ? 0 : Number(unmarshall(Item)[seenOf(origin)] ?? 0);
  if (seen >= origin.sequence) return;
  const { source, subject, sequence } = origin;
  throw new TransientFailure(
    `${source} ${subject}: ${sequence} came after ${seen}; what is between is missing`,
  );
};
