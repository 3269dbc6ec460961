/** An alarm for each step in which sagas can be stuck, and one for when nobody measures. */
import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { RunbookAlarm } from './platform/alarms/runbook-alarm.ts';
import type { SagaStep } from './saga-steps.ts';

export interface SagaAlarmsProps {
  readonly steps: readonly SagaStep[];
}

const metricOf = (metricName: string, step: string, statistic: string, period: Duration): Metric =>
  new Metric({ namespace: 'Tributary', metricName, dimensionsMap: { Step: step }, statistic, period });

export class SagaAlarms extends Construct {
  readonly stuck: readonly RunbookAlarm[];
  /** One, or none when nothing is measured. */
  readonly unmeasured: readonly RunbookAlarm[];

  constructor(scope: Construct, id: string, { steps }: SagaAlarmsProps) {
    super(scope, id);
    this.stuck = steps.map(
      ({ step, waitsFor, thresholdMinutes }) =>
        new RunbookAlarm(this, step, {
          metric: metricOf('OldestSagaWaitSeconds', step, 'Maximum', Duration.minutes(1)),
          threshold: thresholdMinutes * 60,
          comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
          evaluationPeriods: 3,
          datapointsToAlarm: 2,
          // Nobody measuring is another alarm.
          treatMissingData: TreatMissingData.MISSING,
          says: `Stuck in ${step} for more than ${thresholdMinutes} minutes, waiting for ${waitsFor}: GET /sagas/${step}.`,
          runbook: { page: 'sagas', heading: 'stuck' },
        }),
    );
    this.unmeasured = steps.slice(0, 1).map(
      ({ step }) =>
        new RunbookAlarm(this, 'Unmeasured', {
          metric: metricOf('SagasWaiting', step, 'SampleCount', Duration.minutes(5)),
          threshold: 1,
          comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
          evaluationPeriods: 2,
          treatMissingData: TreatMissingData.BREACHING,
          says: 'Nobody measures waiting sagas, so that none would be seen to be stuck.',
          runbook: { page: 'sagas', heading: 'unmeasured' },
        }),
    );
  }
}
