/** A producer and consumers of one version each, which run at the same time on the real broker and registry. */
import { randomUUID } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';
import { confluentRegistry } from '../../functions/platform/contract/confluent-registry.ts';
import { incoming } from '../../functions/platform/contract/incoming.ts';
import { readerOf } from '../../functions/platform/contract/reader.ts';
import { outgoing } from '../../functions/platform/contract/wire.ts';
import { orderedProducer } from '../../functions/platform/relay/producer.ts';
import { headersFrom, recordIn } from '../platform/records.ts';
import { type Age, contractOf, type OrderPlaced, orderOf } from './versions.ts';

export interface Addresses {
  readonly brokers: string[];
  readonly registryUrl: string;
  readonly topic: string;
}

export interface RunningProducer extends AsyncDisposable {
  /** @returns the order's id */
  readonly place: () => Promise<string>;
}

export interface RunningConsumer extends AsyncDisposable {
  /** Waits for an order until it is there. */
  readonly order: (orderId: string) => Promise<OrderPlaced>;
}

export const producerOf = (age: Age, { brokers, registryUrl, topic }: Addresses): RunningProducer => {
  const registry = confluentRegistry(registryUrl);
  const producer = orderedProducer({ clientId: `${age}-producer`, brokers });
  return {
    place: async () => {
      const orderId = randomUUID();
      const event = { type: 'OrderPlaced', data: orderOf(age, orderId) };
      const context = {
        source: '/ordering/order',
        subject: orderId,
        id: `${orderId}.1`,
        sequence: 1,
        at: Date.now(),
        correlationId: orderId,
        causationId: orderId,
      };
      const { key, headers, value } = await outgoing(event, [contractOf(topic, age)], context, registry);
      const message = { key, headers: { ...headers }, value: Buffer.from(value) };
      await producer.send([{ topic, messages: [message] }]);
      return orderId;
    },
    [Symbol.asyncDispose]: () => producer.close(),
  };
};

/** In a group of its own, from the first offset. */
export const consumerOf = async (age: Age, addresses: Addresses): Promise<RunningConsumer> => {
  const { brokers, registryUrl, topic } = addresses;
  const read = readerOf<{ type: 'OrderPlaced'; data: OrderPlaced }>({
    consumer: `test.${age}`,
    registry: confluentRegistry(registryUrl),
    contracts: [contractOf(topic, age)],
    heard: ['OrderPlaced'],
  });
  const seen = new Map<string, PromiseWithResolvers<OrderPlaced>>();
  const about = (orderId: string) => {
    const order = seen.get(orderId) ?? Promise.withResolvers<OrderPlaced>();
    seen.set(orderId, order);
    return order;
  };
  const consumer = new Kafka({ brokers, logLevel: logLevel.NOTHING }).consumer({
    groupId: `${age}-${randomUUID()}`,
    maxWaitTimeInMs: 50,
  });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ partition, message: { key, value, headers = {}, offset } }) => {
      const texts = Object.entries(headers).map(([name, bytes]) => [name, String(bytes)]);
      const record = recordIn(topic)(partition, Number(offset), String(key), {
        value: value?.toString('base64') ?? '',
        headers: headersFrom(Object.fromEntries(texts)),
      });
      const { resolve, reject } = about(String(key));
      await read(incoming(record)).then((heard) => heard && resolve(heard.event.data), reject);
    },
  });
  return {
    order: (orderId) => about(orderId).promise,
    [Symbol.asyncDispose]: () => consumer.disconnect(),
  };
};

/** Stops what is no longer wanted and starts what is missing; what stays keeps running. */
export const deploy = async <Part extends AsyncDisposable>(
  running: Map<Age, Part>,
  wanted: readonly Age[],
  start: (age: Age) => Part | Promise<Part>,
): Promise<void> => {
  for (const [age, part] of running) {
    if (wanted.includes(age)) continue;
    running.delete(age);
    await part[Symbol.asyncDispose]();
  }
  for (const age of wanted) if (!running.has(age)) running.set(age, await start(age));
};
