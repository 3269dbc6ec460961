/** Creates the declared topics on the local broker. */
import { Kafka, logLevel } from 'kafkajs';
import type { DeclaredTopic } from './assembly/topics.ts';

export const createTopics = async (kafkaBrokers: string, topics: readonly DeclaredTopic[]): Promise<void> => {
  const kafka = new Kafka({
    brokers: kafkaBrokers.split(','),
    clientId: 'tributary-topics',
    logLevel: logLevel.ERROR,
  });
  const admin = kafka.admin();
  await admin.connect();
  try {
    await admin.createTopics({
      waitForLeaders: true,
      topics: topics.map(({ name, partitions, replication, configs }) => ({
        topic: name,
        numPartitions: partitions,
        replicationFactor: replication,
        configEntries: Object.entries(configs).map(([key, value]) => ({ name: key, value })),
      })),
    });
  } finally {
    await admin.disconnect();
  }
};
