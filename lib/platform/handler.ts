/** A Lambda function from one TypeScript file. */
import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, type NodejsFunctionProps, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

const root = join(import.meta.dirname, '..', '..');

/** CommonJS packages in an ES module need a `require`: avsc and kafkajs ask for Node's own modules. */
export const requireBanner =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

export interface HandlerProps
  extends Pick<NodejsFunctionProps, 'environment' | 'vpc' | 'vpcSubnets' | 'securityGroups'> {
  /** Relative to the root, exporting `handler`. */
  readonly entry: string;
  /** @default 30 seconds */
  readonly timeout?: Duration | undefined;
}

export class Handler extends NodejsFunction {
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
      entry: join(root, entry),
      projectRoot: root,
      depsLockFilePath: join(root, 'package-lock.json'),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      timeout: timeout ?? Duration.seconds(30),
      bundling: {
        format: OutputFormat.ESM,
        target: 'node24',
        mainFields: ['module', 'main'],
        externalModules: [],
        banner: requireBanner,
      },
    });
  }
}

/** What logs and traces call the function: `Inventory/StockItems` is `inventory/stock-items`. */
const serviceName = (scope: Construct): string =>
  scope.node.path.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
