/** A Kafka topic, as its contract declares it. */
import { CfnTopic } from 'aws-cdk-lib/aws-msk';
import { Construct } from 'constructs';
import type { TopicSource } from '../../schemas/source.ts';
import type { KafkaCluster } from './kafka-cluster.ts';

export interface TopicProps {
  readonly kafka: KafkaCluster;
  readonly topic: TopicSource;
  /** How many brokers keep each partition. */
  readonly replication: number;
}

export class Topic extends Construct {
  constructor(scope: Construct, id: string, { kafka, topic, replication }: TopicProps) {
    super(scope, id);
    const { retentionDays } = topic;
    const configs = {
      'cleanup.policy': 'delete',
      'retention.ms': String(retentionDays === null ? -1 : retentionDays * 24 * 3_600_000),
      'min.insync.replicas': String(Math.max(1, replication - 1)),
    };
    new CfnTopic(this, 'Resource', {
      clusterArn: kafka.arn,
      topicName: topic.topic,
      partitionCount: topic.partitions,
      replicationFactor: replication,
      configs: Buffer.from(JSON.stringify(configs)).toString('base64'),
    });
  }
}
