/** Alarms for a relay that is behind, that has archived, and that could not even archive. */
import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { RunbookAlarm } from './runbook-alarm.ts';

export interface RelayAlarmsProps {
  /** The context's name, for whoever reads the alarm. */
  readonly context: string;
  readonly handler: LambdaFunction;
  /** Of the mapping, which counts its events. */
  readonly mappingId: string;
}

/** How far behind is too far: it leaves nearly all of a day before anything is archived. */
const behind = Duration.minutes(15);

/** A relay that nothing is written for measures nothing, and that is well. */
const alarming = {
  comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  treatMissingData: TreatMissingData.NOT_BREACHING,
};

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
export class RelayAlarms extends Construct {
  readonly behind: RunbookAlarm;
  readonly archived: RunbookAlarm;
  readonly unarchived: RunbookAlarm;

  constructor(scope: Construct, id: string, { context, handler, mappingId }: RelayAlarmsProps) {
    super(scope, id);
    this.behind = new RunbookAlarm(this, 'Behind', {
      ...alarming,
      metric: handler.metric('IteratorAge', { statistic: 'Maximum', period: Duration.minutes(1) }),
      threshold: behind.toMilliseconds(),
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      says: `What ${context} has committed reaches Kafka more than ${behind.toMinutes()} minutes late.`,
      runbook: { page: 'relay-outage', heading: 'behind' },
    });
    this.archived = new RunbookAlarm(this, 'Archived', {
      ...alarming,
      metric: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'OnFailureDestinationDeliveredEventCount',
        dimensionsMap: { EventSourceMappingUUID: mappingId },
        statistic: 'Sum',
        period: Duration.minutes(5),
      }),
      threshold: 1,
      evaluationPeriods: 1,
      says: `Records of ${context} were archived instead of relayed: subscribers lack them until they are sent.`,
      runbook: { page: 'relay-outage', heading: 'archived' },
    });
    this.unarchived = new RunbookAlarm(this, 'Unarchived', {
      ...alarming,
      metric: handler.metric('DestinationDeliveryFailures', {
        statistic: 'Sum',
        period: Duration.minutes(5),
      }),
      threshold: 1,
      evaluationPeriods: 1,
      says: `Records of ${context} could not be archived: only the journal has them now.`,
      runbook: { page: 'relay-outage', heading: 'unarchived' },
    });
  }
}
