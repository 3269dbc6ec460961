/** The plan on the running system: what an event takes, measured by how quickly a backlog goes down. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { command } from '../../ops/commands/lag-plan.ts';
import { measure } from '../../ops/lag-plan/measure.ts';
import { newTopic } from '../platform/topics.ts';
import { lines, operatorsConnection } from './connection.ts';

const stack = inject('stack');
const connection = await operatorsConnection(stack);
const run = async (...words: readonly string[]) => {
  const { said, say } = lines();
  return { code: await command.run(words, connection, say), text: said.join('\n') };
};

const topic = await newTopic(stack.kafkaBrokers.split(','), 1);
const group = `slow-${randomUUID()}`;
const producer = connection.kafka.producer();
const consumer = connection.kafka.consumer({ groupId: group });
afterAll(() => Promise.all([producer.disconnect(), consumer.disconnect()]));

describe('lag-plan', () => {
  it('measures what an event takes by how a backlog goes down', async () => {
    await producer.connect();
    const messages = Array.from({ length: 2_000 }, (_, n) => ({ value: String(n) }));
    await producer.send({ topic, messages });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    const reached = Promise.withResolvers<void>();
    await consumer.run({
      autoCommit: false,
      eachMessage: async ({ partition, message }) => {
        await sleep(10);
        const offset = String(Number(message.offset) + 1);
        await consumer.commitOffsets([{ topic, partition, offset }]);
        reached.resolve();
      },
    });
    await reached.promise;
    const mapping = { context: 'test', consumer: 'test.slow', topic, group };
    const { msPerEvent, busyPartitions } = await measure(connection, mapping, 2);
    expect(busyPartitions).toBe(1);
    expect(msPerEvent).toBeGreaterThan(9);
    expect(msPerEvent).toBeLessThan(60);
  });

  it('cannot measure what has nothing to do, and says what came in', async () => {
    const words = ['--consumer', 'ordering.customers', '--topic', 'crm.counterparty', '--seconds', '1'];
    await expect(run('--rate', '5', ...words)).rejects.toThrow('had no backlog that lasted');
  });

  it('plans by a time that was given, and knows how many partitions there are', async () => {
    const { code, text } = await run('--rate', '500', '--ms', '20', '--topic', 'ordering.order');
    expect(code).toBe(0);
    expect(text).toContain('20 partitions, 4 pollers (1 EPU), 20 invocations at once');
    expect(text).toContain('the topic has 6 partitions and needs 20');
  });

  it.each([
    [['--ms', '5'], '--rate is missing'],
    [['--rate', '5'], '--consumer is missing'],
    [['--rate', '5', '--ms', '0'], '--ms is 0'],
    [
      ['--rate', '5', '--consumer', 'a.b', '--topic', 'c'],
      '--consumer ordering.saga --topic payment.payment',
    ],
    [['--rate', '5', '--ms', '1', '--topic', 'c'], 'there is no topic c'],
  ])('does not understand %j', async (words, message) => {
    await expect(run(...words)).rejects.toThrow(message);
  });
});
