/** Puts poisoned records on their topics, with what comes behind them, and remembers where they are. */
import { Kafka, logLevel } from 'kafkajs';
import { confluentRegistry } from '../../functions/platform/contract/confluent-registry.ts';
import type { Stack } from '../../local/stack-file.ts';
import type { Poisoned, RecordBytes, Sent } from '../checker/facts.ts';
import { type PoisonRecord, poisonOf } from './poison.ts';

export interface Poisoner {
  /** @param kind one of `poisonKinds` */
  readonly poison: (kind: string) => Promise<void>;
  readonly poisoned: () => readonly Poisoned[];
}

/** @param unknownId a schema id that the registry has not given out yet */
export const poisoner = ({ kafkaBrokers, schemaRegistryUrl }: Stack, unknownId: number): Poisoner => {
  const registry = confluentRegistry(schemaRegistryUrl);
  const kafka = new Kafka({
    brokers: kafkaBrokers.split(','),
    clientId: 'tributary-poisoner',
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 30 },
  });
  const poisoned: Poisoned[] = [];
  return {
    poisoned: () => poisoned,
    poison: async (kind) => {
      const poison = await poisonOf(kind, { registry, unknownId });
      const [first, ...behind] = await send(kafka, [poison, ...poison.behind]);
      if (first === undefined) return;
      const { context, mendedBy, effects, never, idempotencyKey } = poison;
      poisoned.push({ ...first, kind, context, mendedBy, behind, effects, never, idempotencyKey });
    },
  };
};

/** Of one topic and key, in their order. */
const send = async (kafka: Kafka, records: readonly PoisonRecord[]): Promise<readonly Sent[]> => {
  const topic = records[0]?.topic ?? '';
  const messages = records.map(({ key, value, headers }) => ({ key, value, headers }));
  // A producer of its own, for the last one's broker may have died since.
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  await producer.connect();
  try {
    const [placed] = await producer.send({ topic, acks: -1, messages });
    const { partition = 0, baseOffset } = placed ?? {};
    return records.map((record, index) => ({
      partition,
      offset: Number(baseOffset) + index,
      record: bytesOf(record),
    }));
  } finally {
    await producer.disconnect();
  }
};

const bytesOf = ({ topic, key, value, headers }: PoisonRecord): RecordBytes => ({
  topic,
  key: key?.toString('base64') ?? null,
  value: value?.toString('base64') ?? null,
  headers,
});
