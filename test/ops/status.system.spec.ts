/** The status of the deployed system. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { describe, expect, inject, it } from 'vitest';
import { command } from '../../ops/commands/status.ts';
import { type Status, statusOf } from '../../ops/status/gather.ts';
import { deadLettersIn } from '../../ops/status/letters.ts';
import { lines, operatorsConnection } from './connection.ts';

const stack = inject('stack');
const connection = await operatorsConnection(stack);
const variablesOf = (context: string) =>
  connection.contexts.find(({ name }) => name === context)?.variables ?? {};

const jsonStatus = async (): Promise<Status> => {
  const { said, say } = lines();
  await command.run(['--json'], connection, say);
  return JSON.parse(said.join(''));
};

describe('status', () => {
  it('knows every mapping that is polled, and sees that all is read', async () => {
    const polled: { mappings: { consumerGroup: string; topic: string }[] } = JSON.parse(
      readFileSync(join(dirname(inject('assembly')), 'poller.json'), 'utf8'),
    );
    const groups = polled.mappings.map(({ consumerGroup, topic }) => `${consumerGroup} ${topic}`);
    const { consumers } = await jsonStatus();
    expect(consumers.map(({ group, topic }) => `${group} ${topic}`).sort()).toEqual(groups.sort());
    expect(consumers.map(({ consumer }) => consumer)).toContain('tracking.timeline-v1');
    await expect.poll(async () => (await jsonStatus()).consumers.filter(({ lag }) => lag > 0)).toEqual([]);
  });

  it('tells how far behind a group is, in records and in seconds', async () => {
    const idle = {
      context: 'ordering',
      consumer: 'ordering.nobody',
      topic: 'crm.counterparty',
      group: `nobody-${randomUUID()}`,
    };
    const [behind] = (await statusOf(connection, [idle])).consumers;
    const [later] = (await statusOf(connection, [idle])).consumers;
    expect(behind?.lag).toBeGreaterThan(0);
    expect(behind?.behindSeconds).toBeGreaterThan(0);
    expect(later?.behindSeconds).toBeGreaterThan(behind?.behindSeconds ?? Number.NaN);
  });

  it('tells what each relay sent last, and how long that took', async () => {
    const { contexts } = await jsonStatus();
    const crm = contexts.find(({ context }) => context === 'crm');
    expect(crm?.relay?.lastSentAt).toBeLessThanOrEqual(Date.now());
    expect(crm?.relay?.lastDelayMs).toBeGreaterThanOrEqual(0);
    expect(crm?.relay?.lastResult).toMatch(/OK/);
    expect(contexts.find(({ context }) => context === 'tracking')).not.toHaveProperty('relay');
  });

  it('sees dead letters and the last error, and takes none away', async () => {
    const QueueUrl = variablesOf('shipping').DEAD_LETTER_QUEUE_URL ?? '';
    const before = await deadLettersIn(connection, QueueUrl);
    const sqs = new SQSClient({ ...connection.aws, useQueueUrlAsEndpoint: false });
    const lastAt = new Date(Date.now() + 1_000).toISOString();
    const error = { name: 'PermanentFailure', message: 'no such parcel' };
    const MessageBody = JSON.stringify({ consumer: 'shipping.saga', lastAt, error, record: {} });
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    for (const _ of [1, 2]) {
      const { contexts } = await jsonStatus();
      expect(contexts.find(({ context }) => context === 'shipping')?.deadLetters).toEqual({
        count: before.count + 1,
        lastError: {
          at: Date.parse(lastAt),
          consumer: 'shipping.saga',
          message: 'PermanentFailure: no such parcel',
        },
      });
    }
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    const mine = Messages.find(({ Body }) => Body === MessageBody);
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: mine?.ReceiptHandle }));
  });

  it('is a table for people', async () => {
    const { said, say } = lines();
    expect(await command.run([], connection, say)).toBe(0);
    expect(said.join('\n')).toMatch(/CONSUMER +TOPIC +LAG +BEHIND/);
    expect(said.join('\n')).toMatch(/ordering\.saga +payment\.payment +\d+ /);
    expect(said.join('\n')).toMatch(/tracking +\d+ +no relay/);
  });
});
