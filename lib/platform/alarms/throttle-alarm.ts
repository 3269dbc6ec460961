/** An alarm for what AWS holds back: a function without room to run, a table that takes no more. */
import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, type Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { RunbookAlarm } from './runbook-alarm.ts';

const measured = { statistic: 'Sum', period: Duration.minutes(1) };

/** Once in a while is what retries are for; in three of five minutes it is a limit. */
const throttleAlarm = (scope: Construct, id: string, metric: Metric, who: string, heading: string) =>
  new RunbookAlarm(scope, id, {
    metric,
    threshold: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: 5,
    datapointsToAlarm: 3,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    says: `${who} is throttled again and again.`,
    runbook: { page: 'throttles', heading },
  });

/** Beside the function. */
export const functionThrottled = (scope: Construct, handler: LambdaFunction): RunbookAlarm =>
  throttleAlarm(
    scope,
    'Throttled',
    handler.metricThrottles(measured),
    `The function ${scope.node.path}`,
    'functions',
  );

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html */
export const tableThrottled = (scope: Construct, table: ITableV2, who: string): readonly RunbookAlarm[] =>
  ['Read', 'Write'].map((what) =>
    throttleAlarm(
      scope,
      `Table${what}Throttled`,
      table.metric(`${what}ThrottleEvents`, measured),
      `${who}: ${what.toLowerCase()}ing`,
      'tables',
    ),
  );
