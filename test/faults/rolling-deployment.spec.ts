/** Old and new code run side by side, in both directions, while orders flow: each ends once, and everything adds up. */
import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { manyOrders } from '../../bench/many-orders.ts';
import { registerSchemas } from '../../local/schemas.ts';
import { subjectOf } from '../../schemas/contract.ts';
import { order } from '../../schemas/ordering/order/contract.gen.ts';
import { versions } from './next-build.ts';
import { type Age, rolling, type Side } from './rolling.ts';

const stack = inject('stack');
const roll = await rolling(inject('assembly'), stack.awsEndpoint);
const kafka = new Kafka({ brokers: stack.kafkaBrokers.split(','), logLevel: logLevel.NOTHING });
const subject = subjectOf(order.topic, order.messages.OrderPlaced.fullName);

type Step = readonly [side: Side, age: Age];

/** What is deployed after every fifth of the orders; the last two steps take it all back. */
const deployments: { readonly [name: string]: readonly Step[] } = {
  'consumers first': [
    ['consumers', 'new'],
    ['producers', 'new'],
    ['producers', 'old'],
    ['consumers', 'old'],
  ],
  'producers first, and back again consumers first': [
    ['producers', 'new'],
    ['consumers', 'new'],
    ['consumers', 'old'],
    ['producers', 'old'],
  ],
};

/** The ids of the schemas that `OrderPlaced` events are written with, in the order of the topic's partitions. */
const writtenWith: number[] = [];
const consumer = kafka.consumer({ groupId: `rolling-${Date.now()}`, maxWaitTimeInMs: 100 });
beforeAll(async () => {
  // As its stack does before its functions: a writer finds its schema there.
  await registerSchemas(stack.schemaRegistryUrl, [{ subject, versions }]);
  await consumer.connect();
  await consumer.subscribe({ topic: order.topic, fromBeginning: false });
  const { promise: joined, resolve } = Promise.withResolvers<void>();
  consumer.on(consumer.events.GROUP_JOIN, () => resolve());
  await consumer.run({
    eachMessage: async ({ message: { headers, value } }) => {
      if (String(headers?.ce_type) === order.messages.OrderPlaced.fullName) {
        writtenWith.push(value?.readUInt32BE(1) ?? 0);
      }
    },
  });
  await joined;
});
afterAll(async () => {
  await consumer.disconnect();
  for (const side of ['producers', 'consumers'] as const) await roll(side, 'old');
});

const count = 100;

describe('a version with one optional field more', () => {
  it.each(Object.entries(deployments))(
    'is deployed %s, and taken back, while orders flow',
    async (_name, steps) => {
      writtenWith.length = 0;
      const replaced: number[] = [];
      let begun = 0;
      const { orders, books } = await manyOrders(stack, {
        orders: count,
        clients: 3,
        // Lambda lets what runs end; the emulator cuts it off.
        insists: true,
        skus: 4,
        onHand: 30,
        patience: 600_000,
        progress: async (placed) => {
          const step = steps[begun];
          if (step === undefined || placed < ((begun + 1) * count) / 5) return;
          begun += 1;
          replaced.push(await roll(...step));
        },
      });
      expect(replaced).toHaveLength(4);
      expect(Math.min(...replaced)).toBeGreaterThan(2);
      expect(orders).toHaveLength(count);
      expect(orders.filter(({ endings }) => endings.length !== 1)).toEqual([]);
      expect(new Set(orders.map(({ status }) => status))).toEqual(new Set(['confirmed', 'cancelled']));
      expect(books).toMatchObject({ balanced: true });
      // Both builds have written, and both were read.
      await expect.poll(() => writtenWith.length).toBeGreaterThanOrEqual(count);
      expect(new Set(writtenWith).size).toBe(2);
    },
  );
});
