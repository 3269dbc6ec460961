/** Parks a record: a mark with the letter beside it in the context's table, then the letter in its dead-letter queue. */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { marshall } from '@aws-sdk/util-dynamodb';
import { canceled, transient } from '../commit/dynamodb-failure.ts';
import { transact } from '../commit/transact.ts';
import type { IncomingRecord } from '../contract/incoming.ts';
import { PermanentFailure } from '../failure.ts';
import { fitted, type Letters } from './large-letters.ts';
import { described, type Letter } from './letter.ts';
import { letterKey, type Mark, markKey } from './mark.ts';

/**
 * The same record may be parked again: the first time counts.
 *
 * @throws when it is not parked for sure; then the record must come again
 */
export type Park = (record: IncomingRecord, error: Error) => Promise<void>;

/** The record itself is not to blame: an earlier one of its key is parked, and order holds. */
export class HeldBack extends PermanentFailure {
  override readonly name = 'HeldBack';
}

export interface ParkProps {
  readonly dynamodb: DynamoDBClient;
  readonly table: string;
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  readonly letters: Letters;
  /** `<context>.<function>` */
  readonly consumer: string;
}

/**
 * The mark comes first, because it is what holds the key: after a crash behind it the record comes again, is known,
 * and its letter is sent. The queue only rings: it forgets after fourteen days, and the table does not.
 */
export const parkIn = (props: ParkProps): Park => {
  const { dynamodb, table, sqs, queueUrl, letters, consumer } = props;
  return async (record, error) => {
    const now = Date.now();
    const letter = letterOf(record, error, consumer, now);
    const text = await fitted(letter, letters);
    const mark = { ...markKey(consumer, record), ...markOf(record, letter, now) };
    const known = await put(dynamodb, table, mark, { ...letterKey(consumer, record), letter: text });
    if (known?.announced === true) return;
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: text }));
    const announced = marshall({ ...(known ?? mark), announced: true });
    await dynamodb
      .send(
        new PutItemCommand({
          TableName: table,
          Item: announced,
          ConditionExpression: 'attribute_exists(pk)',
        }),
      )
      .catch(unlessRedriven);
  };
};

const letterOf = (record: IncomingRecord, error: Error, consumer: string, now: number): Letter => {
  const at = new Date(now).toISOString();
  const attempts = error instanceof HeldBack ? 0 : 1;
  return { consumer, error: described(error), attempts, firstAt: at, lastAt: at, record: record.original };
};

/** Enough of a message to tell errors apart, so that a mark stays small: characters. */
const messageLimit = 500;

const markOf = (record: IncomingRecord, { error, attempts }: Letter, now: number): Mark => ({
  topic: record.topic,
  partition: record.partition,
  offset: record.offset,
  key: record.key.slice(0, messageLimit),
  type: record.headers.ce_type ?? '',
  error: { name: error.name, message: error.message.slice(0, messageLimit) },
  attempts,
  firstAt: now,
  lastAt: now,
  announced: false,
});

/** @returns the mark that was there before, if there was one */
const put = async (
  dynamodb: DynamoDBClient,
  table: string,
  mark: object,
  letter: object,
): Promise<Record<string, unknown> | undefined> => {
  const isNew = {
    ConditionExpression: 'attribute_not_exists(pk)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
  try {
    await transact(dynamodb, [
      { Put: { TableName: table, Item: marshall(mark), ...isNew } },
      { Put: { TableName: table, Item: marshall(letter) } },
    ]);
    return undefined;
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) return transient(error);
    return canceled(error)[0] ?? transient(error);
  }
};

/** Whoever redrives may have been faster. */
const unlessRedriven = (error: unknown): void => {
  if (!(error instanceof ConditionalCheckFailedException)) transient(error);
};
