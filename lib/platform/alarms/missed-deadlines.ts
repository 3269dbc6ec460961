/** An alarm for deadlines that others keep missing. */
import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { RunbookAlarm } from './runbook-alarm.ts';

/** One is a customer's trouble, which the saga ends; five within a quarter of an hour have a cause in common. */
export const missedDeadlines = (scope: Construct, context: string): RunbookAlarm =>
  new RunbookAlarm(scope, 'Missed', {
    metric: new Metric({
      namespace: 'Tributary',
      metricName: 'DeadlinesMissed',
      dimensionsMap: { Context: context },
      statistic: 'Sum',
      period: Duration.minutes(15),
    }),
    threshold: 5,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    says: `Five answers or more that ${context} waits for did not come in time, within a quarter of an hour.`,
    runbook: { page: 'deadlines', heading: 'missed' },
  });
