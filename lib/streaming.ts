/** Kafka, with every topic and every schema that the contracts declare. */
import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { readTopics } from '../schemas/source.ts';
import type { Environment } from './environments.ts';
import type { Network } from './network.ts';
import { Paging } from './platform/alarms/paging.ts';
import { KafkaCluster } from './platform/streaming/kafka-cluster.ts';
import { MskCluster } from './platform/streaming/msk-cluster.ts';
import { SchemaRegistry } from './platform/streaming/schema-registry.ts';
import { Topic } from './platform/streaming/topic.ts';
import { isExpress } from './streaming-settings.ts';

export interface StreamingProps extends StackProps {
  readonly environment: Environment;
  /** @default the brokers stand outside of the app */
  readonly network: Network | undefined;
}

export class Streaming extends Stack {
  readonly kafka: KafkaCluster;
  /** None for a laptop. */
  readonly paging: Paging | undefined;

  constructor(scope: Construct, id: string, { environment, network, ...props }: StreamingProps) {
    super(scope, id, props);
    const { brokers } = environment;
    this.kafka =
      network === undefined || brokers === undefined
        ? outside(environment)
        : new MskCluster(this, 'Msk', { environment, brokers, network }).kafka;
    this.paging =
      brokers && new Paging(this, 'Paging', { environment, brokers: 3, express: isExpress(brokers) });
    const registry = new SchemaRegistry(this, 'Schemas', { environment });
    for (const topic of readTopics()) {
      new Topic(this, topic.topic, { kafka: this.kafka, topic, environment });
      registry.add(topic);
    }
  }
}

/** The mappings of a laptop name a cluster that exists in name only; who reads them knows the brokers. */
const outside = ({ name, kafkaBrokers = '' }: Environment): KafkaCluster =>
  new KafkaCluster({
    arn: `arn:aws:kafka:us-east-1:000000000000:cluster/tributary-${name}/00000000-0000-0000-0000-000000000000-1`,
    brokers: kafkaBrokers,
    auth: 'none',
  });
