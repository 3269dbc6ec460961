/** A Lambda function from one TypeScript file. */
import { Duration } from 'aws-cdk-lib';
import {
  Architecture,
  type FunctionProps,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { bundled } from './bundle.ts';
import { Logs } from './logs.ts';
import { SpanFilter } from './span-filter.ts';

export interface HandlerProps
  extends Pick<
    FunctionProps,
    'environment' | 'vpc' | 'vpcSubnets' | 'securityGroups' | 'reservedConcurrentExecutions'
  > {
  readonly target: Environment;
  /** Relative to the root, exporting `handler`. */
  readonly entry: string;
  /** Who takes its spans from its log. @default they stay there */
  readonly spansTo?: LambdaFunction | undefined;
  /** @default 30 seconds */
  readonly timeout?: Duration | undefined;
}

export class Handler extends LambdaFunction {
  constructor(
    scope: Construct,
    id: string,
    { target, entry, environment, timeout, spansTo, ...props }: HandlerProps,
  ) {
    const logGroup = new Logs(scope, `${id}Logs`, target);
    super(scope, id, {
      ...props,
      environment: { POWERTOOLS_SERVICE_NAME: serviceName(scope), ...environment },
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      code: bundled(entry),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      timeout: timeout ?? Duration.seconds(30),
    });
    if (spansTo !== undefined) new SpanFilter(scope, `${id}Spans`, { logGroup, spansTo });
  }
}

/** What logs and traces call the function: `Inventory/StockItems` is `inventory/stock-items`. */
const serviceName = (scope: Construct): string =>
  scope.node.path.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
