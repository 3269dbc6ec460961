/** Alarms of the function that is asked before a token is signed: while it fails, nobody signs in. */
import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Paging } from './paging.ts';
import { PagingAlarm } from './paging-alarm.ts';
import { RunbookAlarm } from './runbook-alarm.ts';
import { functionThrottled } from './throttle-alarm.ts';

export interface SignInAlarmsProps {
  readonly granting: LambdaFunction;
  readonly paging: Paging;
}

/** For `Paging.nameOf`, as those of a context. */
export const ofSignIn = ['identity', 'wrong'] as const;

export class SignInAlarms extends Construct {
  constructor(scope: Construct, id: string, { granting, paging }: SignInAlarmsProps) {
    super(scope, id);
    const failing = new RunbookAlarm(this, 'Failing', {
      metric: granting.metricErrors({ statistic: 'Sum', period: Duration.minutes(1) }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      says: 'The function that grants scopes fails, so that nobody gets a token.',
      runbook: { page: 'api', heading: 'nobody-signs-in' },
    });
    const wrong = new PagingAlarm(this, 'Wrong', {
      name: paging.nameOf(...ofSignIn),
      says: 'Users cannot sign in.',
      runbook: { page: 'paging', heading: 'wrong' },
      pager: paging.pager,
    });
    wrong.children.push(failing, functionThrottled(this, granting));
  }
}
