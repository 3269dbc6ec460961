/** What is watched of brokers, standard and express, and of their cluster. */
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { RunbookAlarmProps } from './runbook-alarm.ts';

/** A metric of brokers, and what is too much of it. */
export type BrokerWatch = Pick<
  RunbookAlarmProps,
  'threshold' | 'comparisonOperator' | 'evaluationPeriods' | 'treatMissingData' | 'says'
> & {
  readonly id: string;
  readonly metricName: string;
  readonly statistic: string;
  readonly heading: string;
};

const { GREATER_THAN_THRESHOLD: above, LESS_THAN_THRESHOLD: below } = ComparisonOperator;
/** A broker that says nothing is seen by the others, and a cluster that says nothing by `Offline` or `Silent`. */
const { NOT_BREACHING, BREACHING } = TreatMissingData;

/** https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html: user and system together below 60 %. */
export const cpu: BrokerWatch = {
  id: 'Cpu',
  metricName: 'CpuIdle',
  statistic: 'Average',
  threshold: 40,
  comparisonOperator: below,
  evaluationPeriods: 15,
  treatMissingData: NOT_BREACHING,
  says: 'is busy for more than 60 % of the time: nothing is left for the failure of another.',
  heading: 'cpu',
};

/** https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details.html */
export const standard: readonly BrokerWatch[] = [
  {
    id: 'UnderReplicated',
    metricName: 'UnderReplicatedPartitions',
    statistic: 'Maximum',
    threshold: 0,
    comparisonOperator: above,
    // Maintenance restarts brokers one by one, and each catches up within minutes.
    evaluationPeriods: 15,
    treatMissingData: NOT_BREACHING,
    says: 'leads partitions of which a replica is missing: one more failure and nothing can be written.',
    heading: 'underreplicated',
  },
  {
    id: 'Disk',
    metricName: 'KafkaDataLogsDiskUsed',
    statistic: 'Maximum',
    threshold: 85,
    comparisonOperator: above,
    evaluationPeriods: 5,
    treatMissingData: NOT_BREACHING,
    says: 'has used more than 85 % of its disk: a full one stops.',
    heading: 'disk',
  },
];

/** https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details-express.html */
export const express: readonly BrokerWatch[] = ['Produce', 'Fetch'].map((what) => ({
  id: `${what}Throttled`,
  metricName: `${what}ThrottleTime`,
  statistic: 'Average',
  threshold: 0,
  comparisonOperator: above,
  evaluationPeriods: 15,
  treatMissingData: NOT_BREACHING,
  says: 'holds its clients back: they move more than its size is for.',
  heading: 'throttled',
}));

export const offline: BrokerWatch = {
  id: 'Offline',
  metricName: 'OfflinePartitionsCount',
  statistic: 'Maximum',
  threshold: 0,
  comparisonOperator: above,
  evaluationPeriods: 3,
  treatMissingData: BREACHING,
  says: 'has partitions that nobody leads, or says nothing at all.',
  heading: 'offline',
};

export const silent: BrokerWatch = {
  id: 'Silent',
  metricName: 'GlobalTopicCount',
  statistic: 'Maximum',
  threshold: 1,
  comparisonOperator: below,
  evaluationPeriods: 3,
  treatMissingData: BREACHING,
  says: 'has no topics, or says nothing at all.',
  heading: 'offline',
};
