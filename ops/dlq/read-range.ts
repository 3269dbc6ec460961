/** Reads records back from a partition, by their offsets, as Lambda would hand them over. */
import { randomUUID } from 'node:crypto';
import type { MSKRecord } from 'aws-lambda';
import type { Kafka, KafkaMessage } from 'kafkajs';

export interface Range {
  readonly topic: string;
  readonly partition: number;
  /** Both included. */
  readonly first: number;
  readonly last: number;
}

export interface ReadRange {
  readonly records: readonly MSKRecord[];
  /** What retention has removed: the first offset that is still there, when some of them are not. */
  readonly earliest: number | undefined;
}

/** Without anything new for so long, what is missing will not come: milliseconds. */
const patience = 20_000;

/** @throws Error when the partition is not there, or does not answer */
export const readRange = async (kafka: Kafka, range: Range): Promise<ReadRange> => {
  const low = await earliestOf(kafka, range);
  const first = Math.max(range.first, low);
  const earliest = low > range.first ? low : undefined;
  const records = first > range.last ? [] : await fetched(kafka, { ...range, first });
  return { records, earliest };
};

const earliestOf = async (kafka: Kafka, { topic, partition }: Range): Promise<number> => {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const found = (await admin.fetchTopicOffsets(topic)).find((offsets) => offsets.partition === partition);
    if (found === undefined) throw new Error(`the topic ${topic} has no partition ${partition}`);
    return Number(found.low);
  } finally {
    await admin.disconnect();
  }
};

/** In a group of its own, which commits nothing and is gone afterwards. */
const fetched = async (kafka: Kafka, range: Range): Promise<readonly MSKRecord[]> => {
  const { topic, partition, first, last } = range;
  const groupId = `tributary-ops-${randomUUID()}`;
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 500 });
  const records: MSKRecord[] = [];
  await consumer.connect();
  try {
    await consumer.subscribe({ topic, fromBeginning: false });
    await new Promise<void>((resolve, reject) => {
      const late = (): void =>
        reject(new Error(`${topic}-${partition} did not bring ${first} to ${last} in time; try again`));
      let timer = setTimeout(late, patience);
      const done = (): void => {
        clearTimeout(timer);
        resolve();
      };
      consumer
        .run({
          autoCommit: false,
          eachBatch: async ({ batch }) => {
            if (batch.partition !== partition || Number(batch.firstOffset() ?? -1) > last) return;
            clearTimeout(timer);
            timer = setTimeout(late, patience);
            for (const message of batch.messages) {
              const offset = Number(message.offset);
              if (offset >= first && offset <= last) records.push(recordOf(range, message));
            }
            if (Number(batch.lastOffset()) >= last) done();
          },
        })
        .catch(reject);
      consumer.seek({ topic, partition, offset: String(first) });
    });
  } finally {
    await consumer.disconnect();
    await forgotten(kafka, groupId);
  }
  return records.sort((a, b) => a.offset - b.offset);
};

const forgotten = async (kafka: Kafka, groupId: string): Promise<void> => {
  const admin = kafka.admin();
  await admin.connect();
  // An empty group is forgotten by Kafka itself in time.
  await admin.deleteGroups([groupId]).catch(() => undefined);
  await admin.disconnect();
};

const recordOf = ({ topic, partition }: Range, message: KafkaMessage): MSKRecord => ({
  topic,
  partition,
  offset: Number(message.offset),
  timestamp: Number(message.timestamp),
  timestampType: 'CREATE_TIME',
  key: message.key?.toString('base64') as string,
  value: message.value?.toString('base64') as string,
  headers: Object.entries(message.headers ?? {}).flatMap(([name, values]) =>
    [values ?? []].flat().map((value) => ({ [name]: [...Buffer.from(value)] })),
  ),
});
