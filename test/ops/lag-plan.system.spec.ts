/** The plan on the deployed system: its topics, its consumers and its words. */
import { describe, expect, inject, it } from 'vitest';
import { command } from '../../ops/commands/lag-plan.ts';
import { lines, operatorsConnection } from './connection.ts';
import { settled } from './settled.ts';

const connection = await operatorsConnection(inject('stack'));
const run = async (...words: readonly string[]) => {
  const { said, say } = lines();
  return { code: await command.run(words, connection, say), text: said.join('\n') };
};

describe('lag-plan', () => {
  it('cannot measure what has nothing to do, and says what came in', async () => {
    // The imports of other tests may still be on their way.
    await settled(connection, 'ordering.customers');
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
