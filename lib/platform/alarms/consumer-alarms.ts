/** Alarms for a consumer that is behind, or has parked keys. */
import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { clusterName } from '../../environments.ts';
import type { BoundedContext } from '../context/bounded-context.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

export interface ConsumerAlarmsProps {
  readonly context: BoundedContext;
  /** `<context>.<function>` */
  readonly consumer: string;
  /** Each topic with the group that reads it. */
  readonly groups: readonly { readonly topic: string; readonly group: string }[];
}

const behind = Duration.minutes(5);

export class ConsumerAlarms extends Construct {
  constructor(scope: Construct, id: string, { context, consumer, groups }: ConsumerAlarmsProps) {
    super(scope, id);
    const cluster = clusterName(context.target);
    // The brokers of a laptop measure nothing.
    if (context.target.cloud) {
      for (const { topic, group } of groups) {
        context.alarms.late(
          this.#lag(topic, { 'Cluster Name': cluster, 'Consumer Group': group, Topic: topic }),
        );
      }
    }
    context.alarms.wrong(
      new RunbookAlarm(this, 'Parked', {
        metric: new Metric({
          namespace: 'Tributary',
          metricName: 'ParkedKeys',
          dimensionsMap: { Consumer: consumer },
          statistic: 'Maximum',
          period: Duration.minutes(5),
        }),
        threshold: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        evaluationPeriods: 1,
        // It is said while there is any, and only when something is heard.
        treatMissingData: TreatMissingData.NOT_BREACHING,
        says: `Keys of ${consumer} are parked: nothing more happens to what they stand for.`,
        runbook: { page: 'parked', heading: 'parked-keys' },
      }),
    );
  }

  /** https://docs.aws.amazon.com/msk/latest/developerguide/consumer-lag.html */
  #lag(topic: string, dimensionsMap: Record<string, string>): RunbookAlarm {
    return new RunbookAlarm(this, `Lag${topic}`, {
      metric: new Metric({
        namespace: 'AWS/Kafka',
        metricName: 'EstimatedMaxTimeLag',
        dimensionsMap,
        statistic: 'Maximum',
        period: Duration.minutes(1),
      }),
      threshold: behind.toSeconds(),
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      says: `Group ${dimensionsMap['Consumer Group']} is more than ${behind.toMinutes()} minutes behind on ${topic}.`,
      runbook: { page: 'lag', heading: 'lag' },
    });
  }
}
