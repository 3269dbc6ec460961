/** Topics of the tests' own on the real broker. */
import { randomUUID } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';

export interface ReadRecord {
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
  readonly value: Buffer;
  readonly headers: { readonly [name: string]: string };
  /** Of the idempotent producer that sent it. */
  readonly producerId: string;
}

const client = (brokers: string[]): Kafka =>
  new Kafka({ brokers, clientId: 'tests', logLevel: logLevel.NOTHING });

export const newTopic = async (brokers: string[], numPartitions = 2): Promise<string> => {
  const topic = `test-${randomUUID()}`;
  await createTopic(brokers, topic, numPartitions);
  return topic;
};

export const createTopic = async (brokers: string[], topic: string, numPartitions = 2): Promise<void> => {
  const admin = client(brokers).admin();
  await admin.connect();
  await admin.createTopics({
    waitForLeaders: true,
    topics: [{ topic, numPartitions, replicationFactor: 1 }],
  });
  await admin.disconnect();
};

/** The first records of a topic, in the order of their partitions, when there are as many. */
export const recordsIn = async (
  brokers: string[],
  topic: string,
  count: number,
): Promise<readonly ReadRecord[]> => {
  const consumer = client(brokers).consumer({ groupId: `tests-${randomUUID()}`, maxWaitTimeInMs: 50 });
  const records: ReadRecord[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ partition, message }) => {
      const { key, value, headers = {}, offset } = message;
      records.push({
        partition,
        offset: Number(offset),
        key: String(key ?? ''),
        value: value ?? Buffer.alloc(0),
        headers: Object.fromEntries(Object.entries(headers).map(([name, bytes]) => [name, String(bytes)])),
        producerId: producerIdOf(message),
      });
      if (records.length >= count) resolve();
    },
  });
  await promise;
  await consumer.disconnect();
  return records.sort((a, b) => a.partition - b.partition || a.offset - b.offset);
};

/** kafkajs tells it, and has no type for it. */
const producerIdOf = (message: object): string =>
  (message as { readonly batchContext?: { readonly producerId: string } }).batchContext?.producerId ?? '';
