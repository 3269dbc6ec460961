/** What stands by in a second region: brokers with a copy of every topic, the schemas, and keys for the copies of tables. */
import { Stack, type StackProps } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { readTopics } from '../schemas/source.ts';
import type { Environment } from './environments.ts';
import type { Network } from './network.ts';
import { keyAlias } from './platform/context/replicas.ts';
import { removalIn } from './platform/removal.ts';
import { MskCluster } from './platform/streaming/msk-cluster.ts';
import { Replicator } from './platform/streaming/replicator.ts';
import { SchemaRegistry } from './platform/streaming/schema-registry.ts';
import type { Brokers } from './streaming-settings.ts';

export interface RecoveryProps extends StackProps {
  readonly environment: Environment;
  readonly brokers: Brokers;
  /** In the region that stands by. */
  readonly network: Network;
  /** By their names, those whose tables are copied. */
  readonly contexts: readonly string[];
}

export class Recovery extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { environment, brokers, network, contexts, ...props }: RecoveryProps,
  ) {
    super(scope, id, props);
    // Nothing is copied on from here.
    const { recoveryRegion, ...here } = environment;
    const cluster = new MskCluster(this, 'Msk', { environment: here, brokers, network });
    const registry = new SchemaRegistry(this, 'Schemas', { environment: here });
    for (const topic of readTopics()) registry.add(topic);
    if (environment.data === 'guarded') for (const context of contexts) this.#addKey(environment, context);
    new Replicator(this, 'Replicator', { environment, target: cluster, network });
  }

  #addKey(environment: Environment, context: string): void {
    new Key(this, `${context}-key`, {
      alias: keyAlias(environment, context),
      description: `Of the copies of the tables of ${context}`,
      enableKeyRotation: true,
      removalPolicy: removalIn(environment),
    });
  }
}
