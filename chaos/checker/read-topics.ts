/** Reads every topic from its beginning to where it ends now, as any client would. */
import { createHash, randomUUID } from 'node:crypto';
import { type EachBatchPayload, Kafka, type KafkaMessage, logLevel } from 'kafkajs';
import { decodeAvro } from '../../functions/platform/contract/avro.ts';
import { confluentRegistry } from '../../functions/platform/contract/confluent-registry.ts';
import type { Stack } from '../../local/stack-file.ts';
import type { Said } from './facts.ts';

/** @returns by topic and partition in the order of their offsets */
export const readTopics = async ({ kafkaBrokers, schemaRegistryUrl }: Stack): Promise<readonly Said[]> => {
  const kafka = new Kafka({
    brokers: kafkaBrokers.split(','),
    clientId: 'tributary-checker',
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 30 },
  });
  const ends = await endsOf(kafka);
  const groupId = `checker-${randomUUID()}`;
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100 });
  const open = new Map(ends);
  const decode = decoder(schemaRegistryUrl);
  const found: Said[] = [];
  const { promise: done, resolve } = Promise.withResolvers<void>();
  const eachBatch = async ({ batch, resolveOffset }: EachBatchPayload): Promise<void> => {
    for (const message of batch.messages) {
      found.push(await said(batch.topic, batch.partition, message, decode));
      resolveOffset(message.offset);
    }
    const place = `${batch.topic}-${batch.partition}`;
    if (Number(batch.lastOffset()) + 1 >= (ends.get(place) ?? 0)) open.delete(place);
    if (open.size === 0) resolve();
  };
  if (open.size > 0) {
    await consumer.connect();
    await consumer.subscribe({ topics: await topicsOf(kafka), fromBeginning: true });
    await consumer.run({ autoCommit: false, eachBatch });
    await done;
    await consumer.disconnect();
  }
  return sorted(found);
};

const topicsOf = (kafka: Kafka): Promise<string[]> =>
  withAdmin(kafka, async (admin) => (await admin.listTopics()).filter((topic) => !topic.startsWith('__')));

/** By `<topic>-<partition>` that holds anything, the offset after its last record. */
const endsOf = async (kafka: Kafka): Promise<ReadonlyMap<string, number>> => {
  const topics = await topicsOf(kafka);
  return withAdmin(kafka, async (admin) => {
    const offsets = await Promise.all(
      topics.map(async (topic) => ({ topic, partitions: await admin.fetchTopicOffsets(topic) })),
    );
    const places = offsets.flatMap(({ topic, partitions }) =>
      partitions.map(({ partition, high }) => [`${topic}-${partition}`, Number(high)] as const),
    );
    return new Map(places.filter(([, high]) => high > 0));
  });
};

const withAdmin = async <Answer>(
  kafka: Kafka,
  ask: (admin: ReturnType<Kafka['admin']>) => Promise<Answer>,
): Promise<Answer> => {
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await ask(admin);
  } finally {
    await admin.disconnect();
  }
};

type Decode = (value: Buffer) => Promise<Said['data']>;

/** Of what cannot be read nothing is known, which is for the rules to judge. */
const decoder = (registryUrl: string): Decode => {
  const registry = confluentRegistry(registryUrl);
  return async (value) => {
    try {
      const { schema, bytes, start } = await registry.open(value);
      return decodeAvro(schema, schema, bytes, start) as Said['data'];
    } catch {
      return {};
    }
  };
};

/** Whose data a rule asks for: of a run's hundreds of thousands of records only those are kept, and decoded, whole. */
const asked = new Set(['OrderPlaced', 'ReturnRequested', 'ReturnCompleted', 'RefundRejected']);
const isAsked = (type: string): boolean => asked.has(type) || type.startsWith('Stock');

const nothing: Said['data'] = {};
const names = new Map<string, string>();

/** The same string for the same text, of which there are few. */
const once = (text: string): string => {
  const known = names.get(text);
  if (known === undefined) names.set(text, text);
  return known ?? text;
};

const said = async (
  topic: string,
  partition: number,
  { offset, key, value, headers = {} }: KafkaMessage,
  decode: Decode,
): Promise<Said> => {
  const header = (name: string): string => String(headers[name] ?? '');
  const bytes = value ?? Buffer.alloc(0);
  const type = once(header('ce_type').split('.').at(-1) ?? '');
  const keyText = String(key ?? '');
  const subject = header('ce_subject');
  return {
    topic,
    partition,
    offset: Number(offset),
    key: keyText,
    id: header('ce_id'),
    source: once(header('ce_source')),
    subject: subject === keyText ? keyText : subject,
    type,
    sequence: Number(header('ce_sequence')),
    fingerprint: createHash('sha1').update(bytes).digest('base64'),
    data: isAsked(type) ? await decode(bytes) : nothing,
  };
};

const sorted = (found: readonly Said[]): readonly Said[] => {
  const place = ({ topic, partition }: Said): string => `${topic}-${partition}`;
  return [...Map.groupBy(found, place).values()].flatMap((part) =>
    part.toSorted((a, b) => a.offset - b.offset),
  );
};
