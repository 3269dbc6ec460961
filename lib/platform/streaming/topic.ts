/** A Kafka topic, as its contract declares it. */
import { CfnTopic } from 'aws-cdk-lib/aws-msk';
import { Construct } from 'constructs';
import type { TopicSource } from '../../../schemas/source.ts';
import type { Environment } from '../../environments.ts';
import { isExpress } from '../../streaming-settings.ts';
import { removalIn } from '../removal.ts';
import type { KafkaCluster } from './kafka-cluster.ts';

export interface TopicProps {
  readonly kafka: KafkaCluster;
  readonly topic: TopicSource;
  readonly environment: Environment;
}

export class Topic extends Construct {
  constructor(scope: Construct, id: string, { kafka, topic, environment }: TopicProps) {
    super(scope, id);
    const replication = environment.cloud ? 3 : 1;
    const resource = new CfnTopic(this, 'Resource', {
      clusterArn: kafka.arn,
      topicName: topic.topic,
      partitionCount: topic.partitions,
      replicationFactor: replication,
      configs: Buffer.from(JSON.stringify(configsOf(topic, environment, replication))).toString('base64'),
    });
    resource.applyRemovalPolicy(removalIn(environment));
  }
}

const configsOf = (
  { retentionDays, cleanup }: TopicSource,
  { brokers }: Environment,
  replication: number,
): { readonly [name: string]: string } => ({
  'cleanup.policy': cleanup,
  'retention.ms': String(retentionDays === null ? -1 : retentionDays * 24 * 3_600_000),
  // Express brokers have it at 2, and let nobody set it.
  ...(!(brokers && isExpress(brokers)) && {
    'min.insync.replicas': String(Math.max(1, replication - 1)),
  }),
});
