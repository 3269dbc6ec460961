/** Puts poisoned records on their topics, one kind after the other, and remembers where they are. */
import { Kafka, logLevel } from 'kafkajs';
import { confluentRegistry } from '../../functions/platform/confluent-registry.ts';
import type { Stack } from '../../local/stack-file.ts';
import type { Poisoned } from '../checker/facts.ts';
import { poisonKinds, poisonOf } from './poison.ts';

export interface Poisoner {
  /** The next kind. */
  readonly poison: () => Promise<void>;
  readonly poisoned: () => readonly Poisoned[];
}

export const poisoner = ({ kafkaBrokers, schemaRegistryUrl }: Stack): Poisoner => {
  const registry = confluentRegistry(schemaRegistryUrl);
  const kafka = new Kafka({
    brokers: kafkaBrokers.split(','),
    clientId: 'tributary-poisoner',
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 30 },
  });
  const sent: Poisoned[] = [];
  return {
    poisoned: () => sent,
    poison: async () => {
      const kind = poisonKinds[sent.length % poisonKinds.length] ?? '';
      const { context, topic, key, value, headers } = await poisonOf(kind, registry);
      // A producer of its own, for the last one's broker may have died since.
      const producer = kafka.producer({ allowAutoTopicCreation: false });
      await producer.connect();
      try {
        const [placed] = await producer.send({ topic, acks: -1, messages: [{ key, value, headers }] });
        const record = {
          topic,
          key: key?.toString('base64') ?? null,
          value: value?.toString('base64') ?? null,
          headers,
        };
        const [partition, offset] = [placed?.partition ?? 0, Number(placed?.baseOffset)];
        sent.push({ kind, context, partition, offset, record });
      } finally {
        await producer.disconnect();
      }
    },
  };
};
