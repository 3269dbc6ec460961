/** Messages in DynamoDB: each is noted once, claimed by one sender at a time, and marked when it has ended. */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Key } from '../platform/commit/commit.ts';
import { transient } from '../platform/commit/dynamodb-failure.ts';
import { sizeOfItem } from '../platform/commit/item-size.ts';
import { PermanentFailure } from '../platform/failure.ts';
import type { Message, MessageRow, Sent, Status } from './message.ts';

/** One attempt's right to send, until the lease ends. */
export interface Claim {
  readonly by: string;
  /** Milliseconds since 1970, as `until`. */
  readonly at: number;
  readonly until: number;
}

/** All of them throw TransientFailure when DynamoDB gives no answer; then it may have been done all the same. */
export interface MessageStore {
  /**
   * @returns how it stands: `waiting` for a new one, whatever it is for a known one
   * @throws PermanentFailure when it is so large that what becomes of it could not be written down
   */
  readonly note: (message: Message) => Promise<Status>;
  /** @returns `claimed`, or how a message stands that cannot be claimed */
  readonly claim: (key: Key, claim: Claim) => Promise<'claimed' | Status>;
  /** Gives one's claim back, so that the next attempt need not wait for its end. */
  readonly release: (key: Key, by: string) => Promise<void>;
  /** Takes the message for sent, whoever holds the claim by now. */
  readonly sent: (key: Key, sent: Sent) => Promise<void>;
  /** Ends one's claim: nobody will send it. */
  readonly giveUp: (key: Key, by: string, reason: string) => Promise<void>;
}

const keptForSeconds = 90 * 24 * 3_600;

/** Together far below the 400 KiB of an item: a letter that was sent and cannot be written down is sent again. */
const sizeLimit = 200 * 1024;
const textLimit = 20_000;

export const messageStore = (client: DynamoDBClient, table: string): MessageStore => {
  const note = async ({ key, ...message }: Message): Promise<Status> => {
    const expiresAt = Math.ceil(message.at / 1_000) + keptForSeconds;
    const row = { ...key, ...message, status: 'waiting' satisfies Status, expiresAt };
    const Item = marshall(row, { convertClassInstanceToMap: true });
    const size = sizeOfItem(Item);
    if (size > sizeLimit) {
      throw new PermanentFailure(`the message needs ${size} bytes; at most ${sizeLimit} are kept of one`);
    }
    const put = new PutItemCommand({
      TableName: table,
      Item,
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    return (await standing(client.send(put)))?.status ?? 'waiting';
  };

  const update = (key: Key, change: Change): Promise<Partial<MessageRow> | undefined> =>
    standing(client.send(new UpdateItemCommand({ TableName: table, Key: marshall(key), ...inFull(change) })));

  return {
    note,
    claim: async (key, { by, at, until }) => {
      const known = await update(key, {
        set: { status: 'sending', claimedBy: by, leaseUntil: until },
        when: '#status = :waiting OR (#status = :sending AND leaseUntil < :at)',
        values: { ':waiting': 'waiting', ':sending': 'sending', ':at': at },
      });
      return known?.status ?? 'claimed';
    },
    release: async (key, by) => {
      await update(key, { set: { status: 'waiting' }, ...heldBy(by) });
    },
    sent: async (key, sent) => {
      const set = { status: 'sent', ...sent, text: sent.text.slice(0, textLimit) };
      await update(key, { set, when: 'attribute_exists(#status)', values: {} });
    },
    giveUp: async (key, by, reason) => {
      await update(key, { set: { status: 'undeliverable', reason }, ...heldBy(by) });
    },
  };
};

interface Change {
  readonly set: { readonly [attribute: string]: unknown };
  readonly when: string;
  readonly values: { readonly [placeholder: string]: unknown };
}

const heldBy = (by: string): Pick<Change, 'when' | 'values'> => ({
  when: '#status = :sending AND claimedBy = :by',
  values: { ':sending': 'sending', ':by': by },
});

const inFull = ({ set, when, values }: Change) => {
  const changes = Object.entries(set).map(([name, value], place) => ({ name, value, place }));
  return {
    UpdateExpression: `SET ${changes.map(({ place }) => `#a${place} = :a${place}`).join(', ')}`,
    ConditionExpression: when,
    ExpressionAttributeNames: {
      '#status': 'status',
      ...Object.fromEntries(changes.map(({ name, place }) => [`#a${place}`, name])),
    },
    ExpressionAttributeValues: marshall({
      ...values,
      ...Object.fromEntries(changes.map(({ value, place }) => [`:a${place}`, value])),
    }),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
};

/** @returns undefined when it was done, the row as it stands when the condition did not hold */
const standing = async (done: Promise<object>): Promise<Partial<MessageRow> | undefined> => {
  try {
    await done;
    return undefined;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) return transient(error);
    return error.Item === undefined ? {} : unmarshall(error.Item);
  }
};
