/** A Lambda function from one TypeScript file. */
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  Architecture,
  type FunctionProps,
  Function as LambdaFunction,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { bundled } from './bundle.ts';

export interface HandlerProps
  extends Pick<FunctionProps, 'environment' | 'vpc' | 'vpcSubnets' | 'securityGroups'> {
  /** Relative to the root, exporting `handler`. */
  readonly entry: string;
  /** @default 30 seconds */
  readonly timeout?: Duration | undefined;
}

export class Handler extends LambdaFunction {
  constructor(scope: Construct, id: string, { entry, environment, timeout, ...props }: HandlerProps) {
    // No name of its own: one of the function's name would need the function first.
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    super(scope, id, {
      ...props,
      environment: { POWERTOOLS_SERVICE_NAME: serviceName(scope), ...environment },
      logGroup,
      code: bundled(entry),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      timeout: timeout ?? Duration.seconds(30),
    });
  }
}

/** What logs and traces call the function: `Inventory/StockItems` is `inventory/stock-items`. */
const serviceName = (scope: Construct): string =>
  scope.node.path.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
