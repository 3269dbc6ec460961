/** How many bytes the messages of some orders have in Kafka: keys, headers and values, without what a batch adds. */
import { randomUUID } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';

export interface TopicBytes {
  readonly messages: number;
  readonly bytes: number;
}

export interface TopicWatch {
  /** Of all messages whose correlation id begins like this. */
  readonly of: (prefix: string) => TopicBytes;
  readonly stop: () => Promise<void>;
}

export const watchTopics = async (kafkaBrokers: string): Promise<TopicWatch> => {
  const kafka = new Kafka({ brokers: kafkaBrokers.split(','), logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  const topics = (await admin.listTopics()).filter((topic) => !topic.startsWith('__'));
  await admin.disconnect();
  const seen: { readonly correlationId: string; readonly bytes: number }[] = [];
  const consumer = kafka.consumer({ groupId: `bytes-${randomUUID()}`, maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topics, fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ message: { key, value, headers = {} } }) => {
      const own = Object.entries(headers).reduce(
        (sum, [name, text]) => sum + name.length + String(text ?? '').length,
        0,
      );
      const bytes = (key?.length ?? 0) + (value?.length ?? 0) + own;
      seen.push({ correlationId: String(headers.ce_correlationid ?? ''), bytes });
    },
  });
  return {
    of: (prefix) => {
      const mine = seen.filter(({ correlationId }) => correlationId.startsWith(prefix));
      return { messages: mine.length, bytes: mine.reduce((sum, { bytes }) => sum + bytes, 0) };
    },
    stop: () => consumer.disconnect(),
  };
};
