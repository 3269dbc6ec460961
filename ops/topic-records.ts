/** Reads spans of partitions, without leaving a trace: no offset is committed, and the group is forgotten. */
import { randomUUID } from 'node:crypto';
import type { Batch, Consumer, EachBatchHandler, Kafka, KafkaMessage } from 'kafkajs';

export interface Span {
  readonly topic: string;
  readonly partition: number;
  /** The first offset. */
  readonly from: number;
  /** The offset after the last. */
  readonly to: number;
}

export interface TopicRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly key: string;
  readonly value: Uint8Array | undefined;
  readonly headers: { readonly [name: string]: string };
}

/** How long Kafka may say nothing, milliseconds. */
const patience = 15_000;

/**
 * Spans of one partition come in the order of their offsets.
 *
 * @param signal ends it early, without an error
 * @throws Error when Kafka says nothing for a while
 */
export const readSpans = async (
  kafka: Kafka,
  spans: readonly Span[],
  take: (record: TopicRecord) => void,
  signal?: AbortSignal,
): Promise<void> => {
  const open = byPartition(spans);
  if (open.size === 0 || signal?.aborted) return;
  const groupId = `tributary-ops-${randomUUID()}`;
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 50, sessionTimeout: 10_000 });
  const end = ended(consumer, signal);
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [...new Set(spans.map(({ topic }) => topic))], fromBeginning: true });
    await consumer.run({ autoCommit: false, eachBatch: reading(consumer, open, end, take) });
    end.wait();
    await end.promise;
  } finally {
    end.resolve();
    await consumer.disconnect();
    await forgotten(kafka, groupId);
  }
};

type Open = Map<string, readonly Span[]>;

/** Goes from span to span, and leaves a partition alone when its last one was read. */
const reading = (
  consumer: Consumer,
  open: Open,
  end: Ended,
  take: (record: TopicRecord) => void,
): EachBatchHandler => {
  const seekFirst = (name: string) => {
    const [next] = open.get(name) ?? [];
    if (next !== undefined) consumer.seek({ ...next, offset: String(next.from) });
  };
  consumer.on(consumer.events.GROUP_JOIN, () => {
    for (const name of open.keys()) seekFirst(name);
  });
  return async ({ batch, pause }) => {
    end.wait();
    const name = `${batch.topic}-${batch.partition}`;
    const mine = open.get(name) ?? [];
    for (const record of recordsOf(batch, mine)) take(record);
    const reached = Number(batch.lastOffset());
    const rest = mine.filter(({ to }) => to - 1 > reached);
    if (rest.length > 0) open.set(name, rest);
    else open.delete(name);
    if (rest.length === 0) pause();
    else if ((rest[0]?.from ?? 0) > reached + 1) seekFirst(name);
    if (open.size === 0) end.resolve();
  };
};

const byPartition = (spans: readonly Span[]): Open => {
  const some = spans.filter(({ from, to }) => from < to).toSorted((a, b) => a.from - b.from);
  const grouped = Object.groupBy(some, ({ topic, partition }) => `${topic}-${partition}`);
  return new Map(Object.entries(grouped).map(([name, group = []]) => [name, group]));
};

type Ended = ReturnType<typeof ended>;

/** Resolves when it is told to, or when it was interrupted; rejects when nothing came for too long. */
const ended = (consumer: Consumer, signal: AbortSignal | undefined) => {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let timer: NodeJS.Timeout | undefined;
  consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
  signal?.addEventListener('abort', () => resolve());
  promise.catch(() => undefined).finally(() => clearTimeout(timer));
  const silent = () =>
    reject(
      new Error(`Kafka sent nothing for ${patience / 1_000} s; see that its brokers are up, and try again`),
    );
  return {
    promise,
    resolve,
    wait: () => {
      clearTimeout(timer);
      timer = setTimeout(silent, patience);
    },
  };
};

const recordsOf = ({ topic, partition, messages }: Batch, spans: readonly Span[]): readonly TopicRecord[] =>
  messages
    .map((message) => recordOf(topic, partition, message))
    .filter(({ offset }) => spans.some(({ from, to }) => offset >= from && offset < to));

const recordOf = (
  topic: string,
  partition: number,
  { offset, timestamp, key, value, headers = {} }: KafkaMessage,
): TopicRecord => ({
  topic,
  partition,
  offset: Number(offset),
  timestamp: Number(timestamp),
  key: key?.toString() ?? '',
  value: value ?? undefined,
  headers: Object.fromEntries(Object.entries(headers).map(([name, bytes]) => [name, String(bytes)])),
});

/** What cannot be forgotten now is forgotten by the broker in its own time. */
const forgotten = async (kafka: Kafka, groupId: string): Promise<void> => {
  const admin = kafka.admin();
  await admin.connect();
  await admin.deleteGroups([groupId]).catch(() => undefined);
  await admin.disconnect();
};
