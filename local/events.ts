/** Every event of the running system from now on, by its headers alone. */
import { randomUUID } from 'node:crypto';
import { type IHeaders, Kafka, logLevel } from 'kafkajs';

export interface SeenEvent {
  readonly topic: string;
  readonly key: string;
  /** Without its namespace, such as `OrderPlaced`. */
  readonly type: string;
  readonly correlationId: string;
  /** `<aggregate>.<sequence>`, the same whenever it is delivered again. */
  readonly id: string;
}

/** @returns what ends it; everything that comes after the promise is resolved is told, at least once */
export const eventsOf = async (
  kafkaBrokers: string,
  tell: (event: SeenEvent) => void,
): Promise<() => Promise<void>> => {
  const kafka = new Kafka({
    brokers: kafkaBrokers.split(','),
    clientId: 'tributary-events',
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 30 },
  });
  const groupId = `events-${randomUUID()}`;
  const admin = kafka.admin();
  await admin.connect();
  const topics = (await admin.listTopics()).filter((topic) => !topic.startsWith('__'));
  const positions = new Map<string, { topic: string; partition: number; offset: string }>();
  for (const topic of topics) {
    for (const { partition, high } of await admin.fetchTopicOffsets(topic)) {
      positions.set(`${topic}-${partition}`, { topic, partition, offset: high });
    }
  }
  const consumer = kafka.consumer({ groupId, sessionTimeout: 6_000, maxWaitTimeInMs: 100 });
  // A consumer that has to join again, after a broker's death, starts from where it was.
  consumer.on(consumer.events.GROUP_JOIN, () => {
    for (const position of positions.values()) consumer.seek(position);
  });
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics] });
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ topic, partition, message: { key, headers = {}, offset } }) => {
      positions.set(`${topic}-${partition}`, { topic, partition, offset: String(BigInt(offset) + 1n) });
      tell({
        topic,
        key: String(key ?? ''),
        type: header(headers, 'ce_type').split('.').at(-1) ?? '',
        correlationId: header(headers, 'ce_correlationid'),
        id: header(headers, 'ce_id'),
      });
    },
  });
  return async () => {
    await consumer.disconnect();
    // What cannot be forgotten now is forgotten by the broker in its own time.
    await admin.deleteGroups([groupId]).catch(() => undefined);
    await admin.disconnect();
  };
};

const header = (headers: IHeaders, name: string): string => String(headers[name] ?? '');
