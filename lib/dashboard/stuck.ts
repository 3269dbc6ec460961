/** Where is it stuck? */
import type { IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { searchGraph } from '../platform/alarms/searched.ts';
import { broker, lambda, ours, question, wordsOf } from './parts.ts';

/** @param name `tributary-<environment>` */
export const stuck = (name: string): readonly IWidget[][] => {
  const where = wordsOf(name);
  const cluster = `"Cluster Name"="${name}"`;
  const groups = { namespace: 'AWS/Kafka', dimensions: ['Cluster Name', 'Consumer Group', 'Topic'] };
  const queues = { namespace: 'AWS/SQS', dimensions: ['QueueName'], where: `${where} DeadLetters` };
  return [
    [
      question(
        '# Where is it stuck?\nFrom the commit to its effect: relay, brokers, consumers, dead letters, sagas.',
      ),
    ],
    [
      searchGraph('Relays: age of what is not in Kafka yet, ms', {
        ...lambda,
        metric: 'IteratorAge',
        statistic: 'Maximum',
        where,
      }),
      searchGraph('Consumers: behind, seconds', {
        ...groups,
        metric: 'EstimatedMaxTimeLag',
        statistic: 'Maximum',
        where: cluster,
      }),
      searchGraph('Consumers: behind, records', {
        ...groups,
        metric: 'SumOffsetLag',
        statistic: 'Maximum',
        where: cluster,
      }),
    ],
    [
      searchGraph('Dead letters', {
        ...queues,
        metric: 'ApproximateNumberOfMessagesVisible',
        statistic: 'Maximum',
      }),
      searchGraph('Parked keys', { ...ours('Consumer'), metric: 'ParkedKeys', statistic: 'Maximum' }),
      searchGraph('Open breakers', { ...ours('Context'), metric: 'BreakerOpen', statistic: 'Maximum' }),
    ],
    [
      searchGraph('Sagas: the longest wait in each step, seconds', {
        ...ours('Step'),
        metric: 'OldestSagaWaitSeconds',
        statistic: 'Maximum',
      }),
      searchGraph('Functions: errors', { ...lambda, metric: 'Errors', statistic: 'Sum', where }),
      searchGraph('Functions: throttled', { ...lambda, metric: 'Throttles', statistic: 'Sum', where }),
    ],
    [
      searchGraph('Brokers: idle, %', { ...broker, metric: 'CpuIdle', statistic: 'Average', where: cluster }),
      searchGraph('Brokers: partitions without a replica', {
        ...broker,
        metric: 'UnderReplicatedPartitions',
        statistic: 'Maximum',
        where: cluster,
      }),
      searchGraph('Brokers: disk used, %', {
        ...broker,
        metric: 'KafkaDataLogsDiskUsed',
        statistic: 'Maximum',
        where: cluster,
      }),
    ],
  ];
};
