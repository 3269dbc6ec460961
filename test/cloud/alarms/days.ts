/** What the services say of each metric on a good day and on a bad one, minute by minute: known, not read off the alarms. */
import type { MetricAlarm } from './alarms.ts';

/** What is said in one minute; nothing, when the service says nothing. */
export type Minute = number | undefined;

export interface Day {
  readonly good: number;
  /** @default the service says nothing: that is what is bad */
  readonly bad?: number;
}

const minutes = (count: number): number => count * 60;
const days = (count: number): number => minutes(count * 24 * 60);

/** By namespace and metric. An alarm on another metric has to have its line here. */
const knownDays: { readonly [metric: string]: Day } = {
  // Seconds: https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details.html
  'AWS/Kafka EstimatedMaxTimeLag': { good: 2, bad: minutes(7) },
  'AWS/Kafka CpuIdle': { good: 85, bad: 25 },
  'AWS/Kafka UnderReplicatedPartitions': { good: 0, bad: 12 },
  'AWS/Kafka OfflinePartitionsCount': { good: 0, bad: 1 },
  'AWS/Kafka KafkaDataLogsDiskUsed': { good: 40, bad: 91 },
  'AWS/Kafka ProduceThrottleTime': { good: 0, bad: 30 },
  'AWS/Kafka FetchThrottleTime': { good: 0, bad: 30 },
  'AWS/Kafka GlobalTopicCount': { good: 14 },
  // Milliseconds: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
  // A batch that waited for a busy broker is a good day's.
  'AWS/Lambda IteratorAge': { good: 5_000, bad: minutes(20) * 1_000 },
  'AWS/Lambda OnFailureDestinationDeliveredEventCount': { good: 0, bad: 100 },
  'AWS/Lambda DestinationDeliveryFailures': { good: 0, bad: 1 },
  'AWS/Lambda Errors': { good: 0, bad: 3 },
  'AWS/Lambda Throttles': { good: 0, bad: 8 },
  'AWS/DynamoDB ReadThrottleEvents': { good: 0, bad: 20 },
  'AWS/DynamoDB WriteThrottleEvents': { good: 0, bad: 20 },
  'AWS/SQS NumberOfMessagesSent': { good: 0, bad: 1 },
  'AWS/SQS ApproximateNumberOfMessagesVisible': { good: 0, bad: 1 },
  // Milliseconds: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
  'AWS/ApiGateway Latency': { good: 60, bad: 1_400 },
  'AWS/ApiGateway 5xx': { good: 0, bad: 2 },
  'Tributary BreakerOpen': { good: 0, bad: 1 },
  'Tributary ParkedKeys': { good: 0, bad: 1 },
  'Tributary DeadlinesMissed': { good: 0, bad: 1 },
  'Tributary OldestSagaWaitSeconds': { good: 20, bad: days(16) },
  'Tributary SagasWaiting': { good: 3 },
};

/** @throws Error when the metric is not known here */
export const dayOf = ({ namespace, metric }: MetricAlarm): Day => {
  const day = knownDays[`${namespace} ${metric}`];
  if (day === undefined) throw new Error(`days.ts does not know what ${namespace} says of ${metric}`);
  return day;
};

export const often = (count: number, value: Minute): readonly Minute[] => Array<Minute>(count).fill(value);

/** As far back as the alarm looks, in minutes. */
export const rangeOf = ({ period, evaluationPeriods }: MetricAlarm): number =>
  (period / 60) * evaluationPeriods;
