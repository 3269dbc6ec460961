/** What stands by in a second region: brokers with a copy of every topic, the schemas, keys for the copies of tables, and who is paged. */
import { Stack, type StackProps } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { readTopics } from '../schemas/source.ts';
import type { Environment } from './environments.ts';
import type { Network } from './network.ts';
import { Paging } from './platform/alarms/paging.ts';
import { keyAlias } from './platform/context/replicas.ts';
import { removalIn } from './platform/removal.ts';
import type { KafkaCluster } from './platform/streaming/kafka-cluster.ts';
import { MskCluster } from './platform/streaming/msk-cluster.ts';
import { Replicator } from './platform/streaming/replicator.ts';
import { SchemaRegistry } from './platform/streaming/schema-registry.ts';
import { type Brokers, isExpress } from './streaming-settings.ts';

export interface RecoveryProps extends StackProps {
  readonly environment: Environment;
  readonly brokers: Brokers;
  /** In the region that stands by. */
  readonly network: Network;
  /** By their names, those whose tables are copied. */
  readonly contexts: readonly string[];
}

export class Recovery extends Stack {
  readonly kafka: KafkaCluster;
  readonly paging: Paging;
  /** Of the copies of tables, by context; none where data is not guarded. */
  readonly keys: ReadonlyMap<string, Key>;

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
    const guarded = environment.data === 'guarded' ? contexts : [];
    this.keys = new Map(guarded.map((context) => [context, this.#addKey(environment, context)]));
    new Replicator(this, 'Replicator', { environment, target: cluster, network });
    this.paging = new Paging(this, 'Paging', { environment, brokers: 3, express: isExpress(brokers) });
    this.kafka = cluster.kafka;
    this.#tell();
  }

  /** What contexts that take over need is exported before they do: on a bad day nothing here is deployed again. */
  #tell(): void {
    const { kafka, paging, keys } = this;
    const alarm = paging.brokers.alarmArn;
    const needed = [kafka.arn, kafka.brokers, paging.pager.topic.topicArn, alarm];
    for (const value of [...needed, ...[...keys.values()].map(({ keyArn }) => keyArn)])
      this.exportValue(value);
  }

  #addKey(environment: Environment, context: string): Key {
    return new Key(this, `${context}-key`, {
      alias: keyAlias(environment, context),
      description: `Of the copies of the tables of ${context}`,
      enableKeyRotation: true,
      removalPolicy: removalIn(environment),
    });
  }
}
