/**
 * Where the spans of all functions go: from their logs through one function to X-Ray, or to a collector that the environment
 * names. It stands before the contexts, whose logs are handed to it, and knows none of them.
 */
import { ArnFormat, Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Environment } from './environments.ts';
import { Handler } from './platform/handler.ts';

export interface TracesProps extends StackProps {
  readonly environment: Environment;
}

export class Traces extends Stack {
  readonly forwarder: Handler;

  constructor(scope: Construct, id: string, { environment, ...props }: TracesProps) {
    super(scope, id, props);
    const { name, spansTo, region } = environment;
    this.forwarder = new Handler(new Construct(this, 'Forwarder'), 'Handler', {
      target: environment,
      entry: 'functions/forwarder/forward.ts',
      environment: {
        OTLP_ENDPOINT: spansTo ?? `https://xray.${region}.amazonaws.com/v1/traces`,
        OTLP_SIGNED: spansTo === undefined ? 'xray' : 'none',
      },
    });
    if (spansTo === undefined) {
      // X-Ray has no resources of spans that one could name.
      this.forwarder.addToRolePolicy(
        new PolicyStatement({ actions: ['xray:PutTraceSegments'], resources: ['*'] }),
      );
    }
    // One for the logs of all stacks of the environment: a permission each would fill the function's policy.
    this.forwarder.addPermission('Logs', {
      principal: new ServicePrincipal('logs.amazonaws.com'),
      sourceAccount: this.account,
      sourceArn: this.formatArn({
        service: 'logs',
        resource: 'log-group',
        resourceName: `tributary-${name}-*:*`,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    });
  }
}
