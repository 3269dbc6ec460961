/** Reads a topic in a consumer group, as fast as it is taken in. */
import type { Consumer, EachBatchPayload, Kafka, KafkaMessage, TopicPartitionOffset } from 'kafkajs';
import type { Mapping } from './mapping.ts';
import type { PolledRecord } from './polled-record.ts';

export interface GroupMember {
  readonly kafka: Kafka;
  readonly mapping: Mapping;
  readonly consumer: Consumer;
  /** @returns whether the partition's next records can be taken in */
  readonly take: (partition: number, records: readonly PolledRecord[]) => boolean;
  /** The group cannot go on, and does not start again by itself. */
  readonly onCrash: (error: Error) => void;
}

/**
 * Sessions are as short as Kafka allows, so that a poller that was killed is soon forgotten. Records are only taken in
 * here, never waited for, so heartbeats go on however long a function takes.
 */
const timing = {
  sessionTimeout: 6_000,
  rebalanceTimeout: 6_000,
  heartbeatInterval: 1_000,
  maxWaitTimeInMs: 200,
  minBytes: 1,
  retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 20 },
};

export const consumerOf = (kafka: Kafka, { consumerGroup: groupId }: Mapping): Consumer =>
  kafka.consumer({ groupId, ...timing });

/** Resolves when the group has assigned its partitions; records may come before. */
export const joinGroup = async ({ kafka, mapping, consumer, take, onCrash }: GroupMember): Promise<void> => {
  const { topic, startingPosition } = mapping;
  const starts = await startsOf(kafka, mapping);
  const { promise: joined, resolve } = Promise.withResolvers<void>();
  const removeListener = consumer.on(consumer.events.GROUP_JOIN, () => {
    removeListener();
    for (const start of starts) consumer.seek(start);
    resolve();
  });
  consumer.on(consumer.events.CRASH, ({ payload }) => {
    if (!payload.restart) onCrash(payload.error);
  });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: startingPosition === 'TRIM_HORIZON' });
  const eachBatch = async ({ batch, resolveOffset, pause }: EachBatchPayload): Promise<void> => {
    const records = batch.messages.map((message) => recordOf(topic, batch.partition, message));
    const more = take(batch.partition, records);
    resolveOffset(batch.lastOffset());
    if (!more) pause();
  };
  await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch });
  await joined;
  // So that whoever joins next, before anything was settled, starts there too.
  if (starts.length > 0) await consumer.commitOffsets([...starts]);
};

/** Where a group without offsets starts, unless at the beginning; one that has offsets goes on from them. */
const startsOf = async (
  kafka: Kafka,
  { topic, consumerGroup: groupId, startingPosition, startingPositionTimestamp = 0 }: Mapping,
): Promise<readonly TopicPartitionOffset[]> => {
  if (startingPosition === 'TRIM_HORIZON') return [];
  const admin = kafka.admin();
  await admin.connect();
  try {
    const [committed] = await admin.fetchOffsets({ groupId, topics: [topic] });
    if (committed?.partitions.some(({ offset }) => offset !== '-1')) return [];
    const ends = (await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => ({
      partition,
      offset: high,
    }));
    const starts =
      startingPosition === 'LATEST'
        ? ends
        : await admin.fetchTopicOffsetsByTimestamp(topic, startingPositionTimestamp * 1_000);
    return starts.map((start) => ({ topic, ...start }));
  } finally {
    await admin.disconnect();
  }
};

const recordOf = (topic: string, partition: number, message: KafkaMessage): PolledRecord => ({
  topic,
  partition,
  offset: Number(message.offset),
  timestamp: Number(message.timestamp),
  key: message.key,
  value: message.value,
  headers: Object.entries(message.headers ?? {}).flatMap(([name, value]) =>
    [value ?? ''].flat().map((one) => [name, Buffer.from(one)] as const),
  ),
});
