/** Hands the lines of a log that are spans to a function. */
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSubscriptionFilter, type LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

export interface SpanFilterProps {
  readonly logGroup: LogGroup;
  /** It allows itself to be invoked by the logs of its environment. */
  readonly spansTo: LambdaFunction;
}

/** The construct library's own would add a permission for each log group, and a function's policy has no room for them. */
export class SpanFilter extends CfnSubscriptionFilter {
  constructor(scope: Construct, id: string, { logGroup, spansTo }: SpanFilterProps) {
    super(scope, id, {
      logGroupName: logGroup.logGroupName,
      destinationArn: spansTo.functionArn,
      // The field that every line of OTLP begins with, and hardly any other has.
      filterPattern: '"resourceSpans"',
    });
  }
}
