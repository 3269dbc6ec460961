/** What AWS takes for a unit, in dollars, in us-east-1: Frankfurt is dearer by some 15 to 20 percent. */

export interface Price {
  readonly dollars: number;
  readonly unit: string;
  readonly source: string;
  /** `read`: in a copy of a page that says so. `remembered`: not looked up; see the source before a budget is made of it. */
  readonly known: 'read' | 'remembered';
}

const page = (service: string): string => `https://aws.amazon.com/${service}/pricing/`;

export const prices = {
  standardBroker: { dollars: 0.204, unit: 'kafka.m7g.large, hour', source: page('msk'), known: 'remembered' },
  expressBroker: {
    dollars: 0.408,
    unit: 'express.m7g.large, hour',
    source: page('msk'),
    known: 'remembered',
  },
  brokerStorage: {
    dollars: 0.1,
    unit: 'GB of a broker’s disk, month',
    source: page('msk'),
    known: 'remembered',
  },
  expressWritten: { dollars: 0.01, unit: 'GB written to Express', source: page('msk'), known: 'remembered' },
  pollerUnit: {
    dollars: 0.185,
    unit: 'event poller unit, hour: up to 10 pollers',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/kafka-scaling-modes.html',
    known: 'read',
  },
  requests: {
    dollars: 0.2,
    unit: 'million invocations',
    source: 'https://cloudchipr.com/blog/aws-lambda-pricing (2024)',
    known: 'read',
  },
  compute: {
    dollars: 0.000_013_333_4,
    unit: 'GB-second on ARM',
    source: 'https://cloudchipr.com/blog/aws-lambda-pricing (2024)',
    known: 'read',
  },
  writes: {
    dollars: 0.625,
    unit: 'million write request units',
    source: 'https://airbyte.com/data-engineering-resources/dynamodb-pricing (July 2025)',
    known: 'read',
  },
  reads: {
    dollars: 0.125,
    unit: 'million read request units',
    source: 'https://airbyte.com/data-engineering-resources/dynamodb-pricing (July 2025)',
    known: 'read',
  },
  tableStorage: {
    dollars: 0.25,
    unit: 'GB in a table, month',
    source: page('dynamodb'),
    known: 'read',
  },
  restorable: {
    dollars: 0.2,
    unit: 'GB restorable to any second, month',
    source: 'https://finops.com.py/services/dynamodb/backups',
    known: 'read',
  },
  apiRequests: {
    dollars: 1,
    unit: 'million requests of an HTTP API',
    source: 'https://www.apigatewaycost.com/aws',
    known: 'read',
  },
  queueRequests: {
    dollars: 0.4,
    unit: 'million requests of SQS',
    source: 'https://cloudburn.io/blog/amazon-sqs-pricing (March 2026)',
    known: 'read',
  },
  logs: {
    dollars: 0.5,
    unit: 'GB of logs taken in',
    source:
      'https://www.factualminds.com/blog/amazon-cloudwatch-pricing-metrics-logs-alarms-dashboards/ (June 2026)',
    known: 'read',
  },
  alarms: { dollars: 0.1, unit: 'alarm, month', source: page('cloudwatch'), known: 'remembered' },
  endpoints: {
    dollars: 0.01,
    unit: 'interface endpoint in a zone, hour',
    source: page('privatelink'),
    known: 'remembered',
  },
  keys: { dollars: 1, unit: 'key of our own, month', source: page('kms'), known: 'read' },
  signIns: {
    dollars: 0.015,
    unit: 'user who signs in within the month, plan Essentials',
    source: page('cognito'),
    known: 'remembered',
  },
  webAcl: {
    dollars: 10,
    unit: 'web ACL with five rules, month',
    source: 'https://c3x.dev/blog/aws-waf-cost-explained/',
    known: 'read',
  },
  inspected: {
    dollars: 0.6,
    unit: 'million requests inspected',
    source: 'https://c3x.dev/blog/aws-waf-cost-explained/',
    known: 'read',
  },
} as const satisfies { readonly [name: string]: Price };

export type PriceName = keyof typeof prices;
