/** An alarm for whatever is in a context's dead-letter queue. */
import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { RunbookAlarm } from './runbook-alarm.ts';

/** It lasts until all are redriven or dropped. */
export const deadLetterAlarm = (scope: Construct, queue: Queue, context: string): RunbookAlarm =>
  new RunbookAlarm(scope, 'DeadLetters', {
    metric: queue.metricApproximateNumberOfMessagesVisible({
      statistic: 'Maximum',
      period: Duration.minutes(1),
    }),
    threshold: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: 1,
    // SQS says nothing of a queue that nobody has used for hours.
    treatMissingData: TreatMissingData.NOT_BREACHING,
    says: `There are dead letters of ${context}: what they are about stands still.`,
    runbook: { page: 'parked', heading: 'dead-letters' },
  });
