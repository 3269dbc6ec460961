/** What does it cost? */
import { type IWidget, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { expression, graph, searched, searchGraph } from '../platform/alarms/searched.ts';
import { broker, lambda, question, wordsOf } from './parts.ts';

/** @param name `tributary-<environment>` */
export const charged = (name: string): readonly IWidget[][] => {
  const where = wordsOf(name);
  const [durations, units] = [
    searched({ ...lambda, metric: 'Duration', statistic: 'Sum', where }),
    (what: 'Read' | 'Write') =>
      searched({
        namespace: 'AWS/DynamoDB',
        dimensions: ['TableName'],
        metric: `Consumed${what}CapacityUnits`,
        statistic: 'Sum',
        where,
      }),
  ];
  return [
    [
      question(
        '# What does it cost?\nThe bill so far this month, and what moves it. What nobody expects of it pages by itself.',
      ),
    ],
    [
      graph(
        "The account's bill this month, US dollars",
        new Metric({
          namespace: 'AWS/Billing',
          metricName: 'EstimatedCharges',
          dimensionsMap: { Currency: 'USD' },
          statistic: 'Maximum',
          region: 'us-east-1',
        }),
      ),
      graph('Functions: seconds that they ran', expression(`SUM(${durations}) / 1000`, 'seconds')),
      searchGraph('Pollers: units', {
        namespace: 'AWS/Lambda',
        dimensions: ['EventSourceMappingUUID'],
        metric: 'EventPollerUnit',
        statistic: 'Sum',
      }),
    ],
    [
      graph(
        'Tables: units',
        expression(`SUM(${units('Read')})`, 'read'),
        expression(`SUM(${units('Write')})`, 'written'),
      ),
      searchGraph('Brokers: bytes in a second', {
        ...broker,
        dimensions: [...broker.dimensions, 'Topic'],
        metric: 'BytesInPerSec',
        statistic: 'Average',
        where: `"Cluster Name"="${name}"`,
      }),
      searchGraph('Logs: bytes', {
        namespace: 'AWS/Logs',
        dimensions: ['LogGroupName'],
        metric: 'IncomingBytes',
        statistic: 'Sum',
        where,
      }),
    ],
  ];
};
