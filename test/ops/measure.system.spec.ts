/** What an event takes, measured on the real broker by how quickly a backlog goes down. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import { afterAll, expect, inject, it } from 'vitest';
import { measure } from '../../ops/lag-plan/measure.ts';
import { newTopic } from '../platform/topics.ts';

const brokers = inject('kafkaBrokers').split(',');
const kafka = new Kafka({ brokers, clientId: 'tests', logLevel: logLevel.NOTHING });
const topic = await newTopic(brokers, 1);
const group = `slow-${randomUUID()}`;
const mapping = { context: 'test', consumer: 'test.slow', topic, group };
const producer = kafka.producer();
const consumer = kafka.consumer({ groupId: group });
afterAll(() => Promise.all([producer.disconnect(), consumer.disconnect()]));

it('measures what an event takes, by what the group settled meanwhile', async () => {
  await producer.connect();
  const messages = Array.from({ length: 5_000 }, (_, n) => ({ value: String(n) }));
  await producer.send({ topic, messages });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const started = Promise.withResolvers<void>();
  let settled = 0;
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ partition, message }) => {
      await sleep(10);
      settled = Number(message.offset) + 1;
      await consumer.commitOffsets([{ topic, partition, offset: String(settled) }]);
      started.resolve();
    },
  });
  await started.promise;
  const [before, since] = [settled, performance.now()];
  const { msPerEvent, busyPartitions, arriving } = await measure({ kafka }, mapping, 3);
  const actual = (performance.now() - since) / (settled - before);
  expect(busyPartitions).toBe(1);
  expect(arriving).toBe(0);
  // The two spans differ, and a busy machine is not always equally quick.
  expect(msPerEvent).toBeGreaterThan(actual / 3);
  expect(msPerEvent).toBeLessThan(actual * 3);
});
