/** Alarms for an API that is slow or fails. */
import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { RunbookAlarm } from './runbook-alarm.ts';

export interface ApiAlarmsProps {
  /** The context's name. */
  readonly context: string;
  readonly api: HttpApi;
}

const period = Duration.minutes(5);
/** Without requests there is nothing to be slow at. */
const treatMissingData = TreatMissingData.NOT_BREACHING;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html */
export class ApiAlarms extends Construct {
  readonly alarms: readonly RunbookAlarm[];

  constructor(scope: Construct, id: string, { context, api }: ApiAlarmsProps) {
    super(scope, id);
    const slow = new RunbookAlarm(this, 'Slow', {
      metric: api.metricLatency({ statistic: 'p99', period }),
      threshold: 500,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 3,
      // One cold start among a handful of requests is no percentile.
      evaluateLowSampleCountPercentile: 'ignore',
      treatMissingData,
      says: `One request in a hundred to ${context} takes more than 500 ms.`,
      runbook: { page: 'api', heading: 'slow' },
    });
    const failing = new RunbookAlarm(this, 'Failing', {
      metric: api.metricServerError({ statistic: 'Sum', period }),
      threshold: 5,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData,
      says: `The API of ${context} answered 5xx five times or more within five minutes.`,
      runbook: { page: 'api', heading: 'failing' },
    });
    this.alarms = [slow, failing];
  }
}
