/** What a rate of orders needs of everything, and what of it there is. */

import { type PerOrder, perOrder } from '../../docs/build/cost/usage.ts';
import { alone, bytesPerEvent, demands, factor, sideBySide } from '../../docs/build/demand.ts';
import { planFor } from '../../ops/lag-plan/plan.ts';
import { type Limit, limits, ownLimits } from './limits.ts';
import { type Station, type Steady, steadyOf } from './station.ts';

/** What a batch takes beside its records, milliseconds. */
export const overheadMs = 15;
export const largestBatch = 100;

export interface TopicPlan extends Station {
  readonly topic: string;
  readonly perOrder: number;
  /** Records a second. */
  readonly rate: number;
  readonly readers: number;
  readonly partitions: number;
  /** Of all readers. */
  readonly pollers: number;
  readonly steady: Steady;
}

export interface Need {
  readonly what: string;
  readonly needed: number;
  readonly limit: Limit;
  /** Of the limit. */
  readonly share: number;
}

export interface Capacity {
  readonly topics: readonly TopicPlan[];
  readonly brokers: number;
  readonly units: number;
  readonly concurrency: number;
  /** Of each context's table, by context. */
  readonly tablePartitions: ReadonlyMap<string, number>;
  /** The fullest first. */
  readonly needs: readonly Need[];
}

export interface World {
  /** How many functions listen to a topic. */
  readonly readersOf: (topic: string) => number;
  /** What an order uses, where batches have one record. @default as the page of costs says */
  readonly each?: PerOrder;
  /** Of the environment: what a table and an API may take at most. */
  readonly own: { readonly tableWrites: number; readonly apiRate: number };
}

export const topicPlans = (ordersPerSecond: number, readersOf: World['readersOf']): readonly TopicPlan[] =>
  demands.flatMap(({ topic, perOrder: each, msPerEvent }) => {
    if (each === undefined) return [];
    const rate = each * ordersPerSecond;
    const { partitions, pollers } = planFor({ rate, msPerEvent, factor, bytesPerEvent });
    const readers = readersOf(topic);
    const station = { msPerEvent, sideBySide, overheadMs, largestBatch };
    const steady = steadyOf(rate / partitions, station);
    return [
      { topic, perOrder: each, rate, readers, partitions, pollers: pollers * readers, steady, ...station },
    ];
  });

export const capacityFor = (
  ordersPerSecond: number,
  { readersOf, own, each = perOrder }: World,
): Capacity => {
  const topics = topicPlans(ordersPerSecond, readersOf);
  const sum = (of: (plan: TopicPlan) => number): number =>
    topics.reduce((total, plan) => total + of(plan), 0);
  const megabytes = (sum(({ rate }) => rate) * bytesPerEvent * factor) / 1e6;
  const replicas = sum(({ partitions }) => partitions) * 3;
  const [byBytes, byPartitions] = [
    megabytes / limits.brokerBytes.most,
    replicas / limits.brokerPartitions.most,
  ];
  const brokers = Math.max(3, 3 * Math.ceil(Math.max(byBytes, byPartitions) / 3));
  const pollers = sum((plan) => plan.pollers);
  const api = ordersPerSecond * each.apiRequests;
  const relays = (ordersPerSecond * each.commits * (alone.commit + overheadMs)) / 1_000 / largestBatch;
  const consuming = sum(({ readers, partitions, steady }) => readers * partitions * steady.busy);
  const concurrency = Math.ceil(consuming + api * each.seconds + relays);
  const writes = writesByContext(topics, ordersPerSecond * each.writes);
  const busiest = Math.max(...writes.values());
  const [ownTables, ownRate] = ownLimits(own);
  const needs = [
    needOf('Lambda executions at once', concurrency, limits.concurrency),
    needOf('pollers', pollers, limits.pollers),
    needOf('brokers (express.m7g.large)', brokers, limits.brokers),
    needOf('write units a second, busiest table', busiest, ownTables),
    needOf('write units a second, busiest table', busiest, limits.tableWrites),
    needOf('requests a second, ordering’s API', ordersPerSecond, ownRate),
    needOf('requests a second, all APIs', api, limits.apiRequests),
  ].sort((a, b) => b.share - a.share);
  const tablePartitions = new Map(
    [...writes].map(([context, units]) => [
      context,
      Math.ceil((units * factor) / limits.partitionWrites.most),
    ]),
  );
  return {
    topics,
    brokers,
    units: Math.max(1, Math.ceil(pollers / 10)),
    concurrency,
    tablePartitions,
    needs,
  };
};

const needOf = (what: string, needed: number, limit: Need['limit']): Need => ({
  what,
  needed,
  limit,
  share: needed / limit.most,
});

/** A commit writes its messages with it: a context's part of the writes is its part of the messages. */
const writesByContext = (topics: readonly TopicPlan[], writes: number): ReadonlyMap<string, number> => {
  const all = topics.reduce((sum, { rate }) => sum + rate, 0);
  const grouped = Map.groupBy(topics, ({ topic }) => topic.split('.')[0] ?? '');
  return new Map(
    [...grouped].map(([context, some]) => [
      context,
      (writes * some.reduce((sum, { rate }) => sum + rate, 0)) / all,
    ]),
  );
};

/** What comes to its limit first when there is so many times as much. */
export const firstToBreak = (ordersPerSecond: number, world: World): readonly Need[] =>
  capacityFor(ordersPerSecond, world).needs.filter(({ share }) => share > 1);

/** A key is handled by one after another: as fast as a commit takes, however many partitions there are. */
export const hotKey = {
  commitsPerSecond: 1_000 / alone.commit,
  /** A head and a commit record of a few KB, in a transaction: some eight units of the key's partition. */
  writesPerSecond: limits.partitionWrites.most / 8,
} as const;
