/** A log group that keeps its lines for as long as its environment says. */
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { removalIn } from './removal.ts';

export class Logs extends LogGroup {
  /** @param logGroupName without one, CloudFormation gives it one: that of its function would need the function first */
  constructor(scope: Construct, id: string, environment: Environment, logGroupName?: string) {
    const retention = environment.logDays;
    super(scope, id, {
      retention,
      removalPolicy: removalIn(environment),
      ...(logGroupName && { logGroupName }),
    });
  }
}
