/** Every event of the running system from now on, by its headers alone. */
import { randomUUID } from 'node:crypto';
import { type IHeaders, Kafka, logLevel } from 'kafkajs';

export interface SeenEvent {
  readonly topic: string;
  readonly key: string;
  /** Without its namespace, such as `OrderPlaced`. */
  readonly type: string;
  readonly correlationId: string;
}

/** @returns what ends it; everything that comes after the promise is resolved is told */
export const eventsOf = async (
  kafkaBrokers: string,
  tell: (event: SeenEvent) => void,
): Promise<() => Promise<void>> => {
  const kafka = new Kafka({
    brokers: kafkaBrokers.split(','),
    clientId: 'tributary-demo',
    logLevel: logLevel.ERROR,
  });
  const groupId = `demo-${randomUUID()}`;
  const admin = kafka.admin();
  await admin.connect();
  const topics = (await admin.listTopics()).filter((topic) => !topic.startsWith('__'));
  const ends = await Promise.all(
    topics.map(async (topic) => ({ topic, ends: await admin.fetchTopicOffsets(topic) })),
  );
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics] });
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ topic, message: { key, headers = {} } }) =>
      tell({
        topic,
        key: String(key ?? ''),
        type: header(headers, 'ce_type').split('.').at(-1) ?? '',
        correlationId: header(headers, 'ce_correlationid'),
      }),
  });
  for (const { topic, ends: partitions } of ends) {
    for (const { partition, high } of partitions) consumer.seek({ topic, partition, offset: high });
  }
  return async () => {
    await consumer.disconnect();
    await admin.deleteGroups([groupId]);
    await admin.disconnect();
  };
};

const header = (headers: IHeaders, name: string): string => String(headers[name] ?? '');
