/** The commit: an aggregate's head, which is its outbox, with the commit record, which is its journal. */
import { type DynamoDBClient, GetItemCommand, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Cause } from '../contract/cause.ts';
import type { OutgoingMessage } from '../contract/wire.ts';
import type { ArmedDeadline } from '../deadline/deadline.ts';
import { PermanentFailure } from '../failure.ts';
import { canceled, transient } from './dynamodb-failure.ts';
import { refuseOverLimit } from './item-size.ts';
import { transact } from './transact.ts';

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

export interface Commit<State, Event> {
  readonly keys: { readonly head: Key; readonly record: Key };
  readonly cause: Cause;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The version that the decision was made on; 0 when there was none. */
  readonly basedOn: number;
  readonly version: number;
  readonly state: State;
  readonly events: readonly Event[];
  readonly messages: readonly OutgoingMessage[];
  readonly deadlines: readonly ArmedDeadline[];
}

export interface Head<State> {
  /** How many events have happened; 0 when there is no such aggregate. */
  readonly version: number;
  readonly state: State;
}

interface Committed<Event> {
  readonly version: number;
  readonly events: readonly Event[];
}

export interface CommitStore {
  readonly readHead: <State>(key: Key) => Promise<Head<State> | undefined>;
  /** What was committed for the same cause before. @throws PermanentFailure when that was another request */
  readonly readRecord: <Event>(key: Key, cause: Cause) => Promise<Committed<Event> | undefined>;
  /** All of it or nothing; `conflict` when the head has moved on, the earlier commit when the cause is known. */
  readonly commit: <State, Event>(
    commit: Commit<State, Event>,
  ) => Promise<(Committed<Event> & { readonly repeated: boolean }) | 'conflict'>;
}

/** @param name `<context>/<aggregate>` */
export const keysOf = (
  name: string,
  id: string,
  cause: Pick<Cause, 'id'> = { id: '' },
): Commit<0, 0>['keys'] => {
  const pk = `${name.slice(name.indexOf('/') + 1)}#${id}`;
  return { head: { pk, sk: 'head' }, record: { pk, sk: `cause#${cause.id}` } };
};

/** Records that Avro decoded are instances of classes of its own. */
export const dynamodbOptions = { removeUndefinedValues: true, convertClassInstanceToMap: true };

export const commitStore = (client: DynamoDBClient, table: string): CommitStore => {
  const read = async (key: Key) => {
    const command = new GetItemCommand({ TableName: table, Key: marshall(key), ConsistentRead: true });
    const { Item } = await client.send(command).catch(transient);
    return Item === undefined ? undefined : unmarshall(Item);
  };
  return {
    readHead: async <State>(key: Key) => {
      const head = await read(key);
      return head === undefined ? undefined : { version: head.version as number, state: head.state as State };
    },
    readRecord: async <Event>(key: Key, cause: Cause) => repeatOf<Event>(await read(key), cause),
    commit: async <State, Event>(commit: Commit<State, Event>) => {
      const { version, events } = commit;
      const TransactItems = itemsOf(commit, table);
      try {
        await transact(client, TransactItems);
        return { version, events, repeated: false };
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) return transient(error);
        const earlier = repeatOf<Event>(canceled(error)[1], commit.cause);
        return earlier === undefined ? 'conflict' : { ...earlier, repeated: true };
      }
    },
  };
};

const repeatOf = <Event>(record: Record<string, unknown> | undefined, cause: Cause) => {
  if (record === undefined) return undefined;
  if (cause.fingerprint !== record.fingerprint) throw new CauseReused(cause.id);
  const { version, events } = record as unknown as Committed<Event>;
  return { version, events };
};

/** The same Idempotency-Key came with another body. */
export class CauseReused extends PermanentFailure {
  override readonly name = 'CauseReused';
  constructor(cause: string) {
    super(`${cause} was used for another request; use a new key for a new request`);
  }
}

/** The aggregate's head as a commit leaves it. */
export const headItem = <State, Event>({
  keys,
  version,
  state,
  messages,
  deadlines,
}: Commit<State, Event>) => {
  const outbox = deadlines.length > 0 ? { messages, deadlines } : { messages };
  return marshall({ ...keys.head, version, state, ...outbox }, dynamodbOptions);
};

const itemsOf = <State, Event>(commit: Commit<State, Event>, table: string) => {
  const { keys, cause, at, basedOn, version, events } = commit;
  const head = headItem(commit);
  const { by, correlationId, traceparent, fingerprint } = cause;
  const record = marshall(
    { ...keys.record, version, events, at, by, correlationId, traceparent, fingerprint },
    dynamodbOptions,
  );
  for (const item of [head, record]) refuseOverLimit(item);
  const isNew = 'attribute_not_exists(pk)';
  const isUnchanged = {
    ConditionExpression: 'version = :basedOn',
    ExpressionAttributeValues: { ':basedOn': { N: String(basedOn) } },
  };
  const condition = basedOn === 0 ? { ConditionExpression: isNew } : isUnchanged;
  return [
    { Put: { TableName: table, Item: head, ...condition } },
    {
      Put: {
        TableName: table,
        Item: record,
        ConditionExpression: isNew,
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
      },
    },
  ];
};
