/** How many units an environment uses in a month, idle and by the order. */
import type { PriceName } from './prices.ts';

export const hours = 730;

export interface Setting {
  readonly name: string;
  /** Of three brokers. */
  readonly broker: 'standardBroker' | 'expressBroker';
  /** GB of each disk that is paid for, full or not; Express is paid by what it holds. */
  readonly disk: number;
  readonly keys: number;
  readonly webAcl: boolean;
  /** What part of its traces is kept. */
  readonly traced: number;
}

export const settings: readonly Setting[] = [
  { name: 'dev', broker: 'standardBroker', disk: 100, keys: 1, webAcl: false, traced: 1 },
  { name: 'staging', broker: 'expressBroker', disk: 0, keys: 2, webAcl: false, traced: 0.25 },
  { name: 'prod', broker: 'expressBroker', disk: 0, keys: 12, webAcl: true, traced: 0.05 },
];

/** Whatever its size: what is there is counted in the templates of each environment by `test/cloud/cost.spec.ts`. */
export const fixed = {
  /** Of Kafka, each with a poller at least. */
  mappings: 26,
  alarms: 212,
  compositeAlarms: 20,
  dashboards: 2,
  /** In three zones each. */
  endpoints: 1,
};
/** What alarms and dashboards look at that AWS does not say by itself; none of those that MSK says by topic. */
const ownMetrics = 45;

/**
 * One order that is delivered, without batching: an upper bound for busy hours, where one invocation takes many records. `counted`
 * is what `npm run bench -- --only system` counted on 2026-11-30 (`docs/performance.md`), the rest is estimated.
 */
const counted = {
  /** Each of two items in a transaction, which counts twice. */
  commits: 18,
  writes: 164,
  reads: 103,
  messages: 26,
  /** Of each message, by as many functions as hear it. */
  handled: 102,
  kilobytesInTopics: 14,
};
const consumed = 79;
export const perOrder = {
  ...counted,
  /** Placing it, two webhooks, two readers. */
  apiRequests: 5,
  /** Of consumers, which are counted; and of relays, requests and deadlines. */
  invocations: consumed + counted.commits + 5 + 5,
  /** Of an invocation with 512 MB: on a laptop with everything on it, consumers took three times as long. */
  seconds: 0.03,
  kilobytesOfLogs: 35,
  /** Of an order whose trace is kept; taken in twice, by the functions' logs and by X-Ray's. */
  kilobytesOfSpans: 100,
  queueRequests: 6,
  kilobytesInTables: 24,
  /** A customer orders twice a week. */
  users: 0.1,
} as const;

const million = 1_000_000;

export type PerOrder = { readonly [name in keyof typeof perOrder]: number };

/** @param ordersAnHour all month long */
export const usageOf = (
  { broker, disk, keys, webAcl, traced }: Setting,
  ordersAnHour: number,
  each: PerOrder = perOrder,
): { readonly [name in PriceName]?: number } => {
  const { alarms, compositeAlarms, dashboards } = fixed;
  const orders = ordersAnHour * hours;
  const inTopics = (orders * each.kilobytesInTopics) / million;
  const inTables = (orders * each.kilobytesInTables) / million;
  // A batch of a partition is one invocation at a time, of one poller.
  const concurrent = ((ordersAnHour / 3_600) * each.handled * each.seconds) | 0;
  return {
    [broker]: 3 * hours,
    brokerStorage: Math.max(3 * disk, 3 * inTopics),
    ...(broker === 'expressBroker' && { expressWritten: inTopics }),
    pollerUnit: Math.ceil(Math.max(fixed.mappings, concurrent) / 10) * hours,
    requests: (orders * each.invocations) / million,
    compute: orders * each.invocations * each.seconds * 0.5,
    writes: (orders * each.writes) / million,
    reads: (orders * each.reads) / million,
    tableStorage: inTables,
    restorable: inTables,
    apiRequests: (orders * each.apiRequests) / million,
    queueRequests: (orders * each.queueRequests) / million,
    logs: (orders * (each.kilobytesOfLogs + 2 * traced * each.kilobytesOfSpans)) / million,
    ownMetrics,
    ...{ alarms, compositeAlarms, dashboards },
    signIns: orders * each.users,
    endpoints: 3 * fixed.endpoints * hours,
    keys,
    ...(webAcl && { webAcl: 1, inspected: (orders * each.apiRequests) / million }),
  };
};
