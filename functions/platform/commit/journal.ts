/** The journal of an aggregate: every commit, in the order of its life. */
import { type DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { keysOf } from './commit.ts';
import { transient } from './dynamodb-failure.ts';

/** A commit record as it stands. */
export interface JournalEntry<Event> {
  /** The aggregate's version after the commit. */
  readonly version: number;
  readonly events: readonly Event[];
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The id of its cause. */
  readonly cause: string;
  /** Who: the caller's name, the consumer's, or `deadline`. */
  readonly by: string;
  readonly correlationId: string;
  /** None where the cause had none. */
  readonly traceparent?: string | undefined;
}

/**
 * All of it, strongly consistent, the first commit first; empty when there is no such aggregate.
 *
 * @throws TransientFailure when DynamoDB cannot be asked
 */
export type Journal<Event> = (id: string) => Promise<readonly JournalEntry<Event>[]>;

export interface JournalProps {
  readonly client: DynamoDBClient;
  readonly table: string;
  /** `<context>/<aggregate>` */
  readonly name: string;
  /** Commits that are asked for at once. @default as many as DynamoDB gives, 1 MB */
  readonly pageSize?: number;
}

export const journalOf =
  <Event>({ client, table, name, pageSize }: JournalProps): Journal<Event> =>
  async (id) => {
    const { pk, sk } = keysOf(name, id).record;
    const pages = paginateQuery(pageSize === undefined ? { client } : { client, pageSize }, {
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :record)',
      ExpressionAttributeValues: { ':pk': { S: pk }, ':record': { S: sk } },
      ConsistentRead: true,
    });
    const entries: JournalEntry<Event>[] = [];
    try {
      for await (const { Items = [] } of pages) {
        entries.push(...Items.map((item) => entryOf<Event>(unmarshall(item), sk)));
      }
    } catch (error) {
      transient(error);
    }
    // The sort key is the cause, which has no order.
    return entries.sort((a, b) => a.version - b.version);
  };

const entryOf = <Event>(
  { sk, version, events, at, by, correlationId, traceparent }: Record<string, unknown>,
  prefix: string,
): JournalEntry<Event> => ({
  version: Number(version),
  events: events as readonly Event[],
  at: Number(at),
  cause: String(sk).slice(prefix.length),
  by: String(by),
  correlationId: String(correlationId),
  ...(traceparent !== undefined && { traceparent: String(traceparent) }),
});
