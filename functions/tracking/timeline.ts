/** Reads one version's rows: an order's timeline, a customer's orders, and who waits for what. No scans. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { query } from '../platform/commit/query.ts';
import { limited } from '../platform/limited.ts';
import { type EntryRow, orderPk, type SummaryRow, summarySk } from './rows.ts';
import { shardsOf } from './waiting.ts';

export interface OrderRows {
  readonly summary: SummaryRow | undefined;
  /** In the order of their times. */
  readonly entries: readonly EntryRow[];
}

export interface Wait {
  /** How many wait, counted up to a bound. */
  readonly count: number;
  /** Whether there are more than were counted. */
  readonly isMore: boolean;
  /** Who waits longest. */
  readonly oldest: SummaryRow | undefined;
}

const shardsAtOnce = 8;

const bySince = (a: SummaryRow, b: SummaryRow): number =>
  (a.waitingSince ?? '') < (b.waitingSince ?? '') ? -1 : 1;

/**
 * Everything throws TransientFailure where DynamoDB cannot be asked.
 *
 * @param table of the version
 * @param countedPerShard how many who wait are counted at most: more are an alarm already, and each one is read
 */
export const timelineIn = (client: DynamoDBClient, table: string, countedPerShard = 125) => {
  const waitingInShards = async (step: string, limit: number, after?: string) =>
    limited(shardsAtOnce, shardsOf(step), (shard) =>
      query<SummaryRow>(client, {
        table,
        index: 'waiting',
        key: ['waiting', shard],
        beyond: { name: 'waitingSince', value: after },
        limit,
      }),
    );

  return {
    /** All rows of an order, strongly consistent. */
    order: async (orderId: string): Promise<OrderRows> => {
      const rows = await query<EntryRow | SummaryRow>(client, { table, key: ['pk', orderPk(orderId)] });
      return {
        summary: rows.find((row): row is SummaryRow => row.sk === summarySk),
        entries: rows.filter((row): row is EntryRow => row.sk !== summarySk),
      };
    },
    /** A customer's orders, the newest first. @param before a place in the index to go on from */
    ordersOf: (customerId: string, limit: number, before?: string): Promise<readonly SummaryRow[]> =>
      query<SummaryRow>(client, {
        table,
        index: 'customer',
        key: ['customerId', customerId],
        beyond: { name: 'placed', value: before },
        downwards: true,
        limit,
      }),
    /** Who waits in a step, the oldest first. @param after a place in the index to go on from */
    waitingIn: async (step: string, limit: number, after?: string): Promise<readonly SummaryRow[]> =>
      (await waitingInShards(step, limit, after)).flat().toSorted(bySince).slice(0, limit),
    waitIn: async (step: string): Promise<Wait> => {
      const shards = await waitingInShards(step, countedPerShard + 1);
      return {
        count: shards.reduce((sum, rows) => sum + Math.min(rows.length, countedPerShard), 0),
        isMore: shards.some((rows) => rows.length > countedPerShard),
        oldest: shards.flatMap((rows) => rows.slice(0, 1)).toSorted(bySince)[0],
      };
    },
  };
};

export type Timeline = ReturnType<typeof timelineIn>;
