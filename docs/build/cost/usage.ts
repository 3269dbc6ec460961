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
  { name: 'dev', broker: 'standardBroker', disk: 100, keys: 0, webAcl: false, traced: 1 },
  { name: 'staging', broker: 'expressBroker', disk: 0, keys: 0, webAcl: false, traced: 0.25 },
  { name: 'prod', broker: 'expressBroker', disk: 0, keys: 9, webAcl: true, traced: 0.05 },
];

/** Each with a poller at least. */
const mappings = 26;
const alarms = 100;

/**
 * One order that is delivered, without batching: an upper bound for busy hours, where one invocation takes many records.
 * `npm run demo` and the traces of one order show the parts.
 */
export const perOrder = {
  /** Placing it, two webhooks, two readers. */
  apiRequests: 5,
  /** Commits, each of two items in a transaction, which counts twice: some eight units; and the rows of read models. */
  commits: 12,
  writes: 140,
  reads: 40,
  messages: 14,
  /** Of each message, by as many functions as listen to its topic. */
  handled: 56,
  /** Handled records, relays, requests and deadlines. */
  invocations: 75,
  /** Of an invocation with 512 MB. */
  seconds: 0.03,
  kilobytesOfLogs: 35,
  /** Of an order whose trace is kept; taken in twice, by the functions' logs and by X-Ray's. */
  kilobytesOfSpans: 100,
  queueRequests: 6,
  kilobytesInTopics: 14,
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
  const orders = ordersAnHour * hours;
  const inTopics = (orders * each.kilobytesInTopics) / million;
  const inTables = (orders * each.kilobytesInTables) / million;
  // A batch of a partition is one invocation at a time, of one poller.
  const concurrent = ((ordersAnHour / 3_600) * each.handled * each.seconds) | 0;
  return {
    [broker]: 3 * hours,
    brokerStorage: Math.max(3 * disk, 3 * inTopics),
    ...(broker === 'expressBroker' && { expressWritten: inTopics }),
    pollerUnit: Math.ceil(Math.max(mappings, concurrent) / 10) * hours,
    requests: (orders * each.invocations) / million,
    compute: orders * each.invocations * each.seconds * 0.5,
    writes: (orders * each.writes) / million,
    reads: (orders * each.reads) / million,
    tableStorage: inTables,
    restorable: inTables,
    apiRequests: (orders * each.apiRequests) / million,
    queueRequests: (orders * each.queueRequests) / million,
    logs: (orders * (each.kilobytesOfLogs + 2 * traced * each.kilobytesOfSpans)) / million,
    alarms,
    signIns: orders * each.users,
    endpoints: 3 * hours,
    keys,
    ...(webAcl && { webAcl: 1, inspected: (orders * each.apiRequests) / million }),
  };
};
