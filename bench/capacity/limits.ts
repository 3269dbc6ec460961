/** What AWS gives at most before somebody asks for more, or whatever is asked. */

export interface Limit {
  readonly most: number;
  readonly unit: string;
  /** The page whose word it is; read in copies of it, and where others quote it. */
  readonly source: string;
  /** What can be done when it is reached. */
  readonly remedy: string;
}

const guide = (path: string): string => `https://docs.aws.amazon.com/${path}`;

export const limits = {
  concurrency: {
    most: 1_000,
    unit: 'executions at once, in a region of a new account',
    source: guide('lambda/latest/dg/gettingstarted-limits.html'),
    remedy: 'ask for more: tens of thousands are given',
  },
  pollers: {
    most: 2_000,
    unit: 'pollers of a poller group',
    source: guide('lambda/latest/dg/kafka-scaling-modes.html'),
    remedy: 'a group for each context: `pollerGroupName` in event-consumer.ts',
  },
  brokerBytes: {
    most: 15.6,
    unit: 'MB/s into an express.m7g.large',
    source: guide('msk/latest/developerguide/limits.html'),
    remedy: 'larger brokers, up to 500 MB/s each, and more of them',
  },
  brokerPartitions: {
    most: 1_000,
    unit: 'partitions with their replicas, on one broker of that size',
    source: guide('msk/latest/developerguide/bestpractices.html'),
    remedy: 'larger brokers, and more of them',
  },
  brokers: {
    most: 60,
    unit: 'brokers of a cluster with KRaft',
    source: guide('msk/latest/developerguide/limits.html'),
    remedy:
      'a cluster for each few contexts: no context knows where another’s topics are, only the brokers’ address',
  },
  tableWrites: {
    most: 40_000,
    unit: 'write units a second of a table on demand',
    source: guide('amazondynamodb/latest/developerguide/ServiceQuotas.html'),
    remedy: 'ask for more, for the table and for the account',
  },
  partitionWrites: {
    most: 1_000,
    unit: 'write units a second of a partition, and so of a key',
    source: guide('amazondynamodb/latest/developerguide/throttling-key-range-limit-exceeded-mitigation.html'),
    remedy: 'nothing for a key; keys are spread over as many partitions as it takes',
  },
  apiRequests: {
    most: 10_000,
    unit: 'requests a second of all APIs, in a region',
    source: guide('apigateway/latest/developerguide/limits.html'),
    remedy: 'ask for more',
  },
  queueInFlight: {
    most: 120_000,
    unit: 'messages of a queue in flight',
    source: guide('AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html'),
    remedy: 'ask for more; a deadline that is waited for is not in flight',
  },
} as const satisfies { readonly [name: string]: Limit };

const settings = 'lib/context-settings.ts';

/** What we allow ourselves. */
export const ownLimits = (own: {
  readonly tableWrites: number;
  readonly apiRate: number;
}): readonly [tables: Limit, rate: Limit] => [
  {
    most: own.tableWrites,
    unit: 'write units a second of a table, by our own ceiling',
    source: settings,
    remedy: `raise \`tableCeiling\` in ${settings}`,
  },
  {
    most: own.apiRate,
    unit: 'requests a second of an API, by our own throttle',
    source: settings,
    remedy: `raise \`apiThrottle\` in ${settings}`,
  },
];
