/** A replay beside the live consumer, on the running system: own groups, own start, nothing sent and nothing asked. */
import { DeleteItemCommand, DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { manyOrders } from '../../../bench/many-orders.ts';
import { deployedStack } from '../../../local/deployed.ts';
import { clientConfiguration } from '../../../local/emulated-aws.ts';
import { mailsOf } from '../../../local/mails.ts';
import { shop } from '../../../local/shop.ts';
import { deployedMappings } from '../../../ops/replay/deployed-mappings.ts';
import { partitionsOf } from '../../../ops/replay/group-offsets.ts';
import { runningSystem } from './running.ts';

const stack = inject('stack');
const aws = clientConfiguration(stack.awsEndpoint);
const system = await runningSystem(stack);
const { held } = await shop(stack);
afterAll(system.stop);

const sell = async (orders: number): Promise<void> => {
  const sold = await manyOrders(stack, {
    orders,
    clients: 4,
    skus: 2,
    onHand: 50,
    patience: 60_000,
    progress: () => undefined,
  });
  expect(sold.orders.every(({ endings }) => endings.length === 1)).toBe(true);
};

const live = async (consumer: string) => {
  const mappings = await deployedMappings(system.connection, consumer);
  const states = await Promise.all(mappings.map((mapping) => partitionsOf(system.admin, mapping)));
  return states.flat();
};
const idle = (consumer: string) =>
  expect
    .poll(async () => (await live(consumer)).every(({ committed, high }) => committed === high))
    .toBe(true);

/** As if no letter had ever been sent: whoever may send now, sends. */
const forgetLetters = async (): Promise<number> => {
  const dynamodb = new DynamoDBClient(aws);
  const { physicalIds } = await deployedStack(aws, 'tributary-local-notification');
  const TableName = [...physicalIds].find(([logicalId]) => logicalId.startsWith('Table'))?.[1] ?? '';
  let forgotten = 0;
  for await (const { Items = [] } of paginateScan({ client: dynamodb }, { TableName })) {
    for (const { pk, sk, status } of Items) {
      if (status?.S !== 'sent' || pk === undefined || sk === undefined) continue;
      await dynamodb.send(new DeleteItemCommand({ TableName, Key: { pk, sk } }));
      forgotten += 1;
    }
  }
  return forgotten;
};

describe('a replay beside', () => {
  it('starts at a moment, in groups of its own, and sends no letter', async () => {
    await sell(8);
    await idle('notification.mail');
    // A mapping's moment is in whole seconds.
    const moment = new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 1_000);
    await expect.poll(() => Date.now()).toBeGreaterThan(moment.getTime());
    await sell(4);
    await idle('notification.mail');
    expect(await forgetLetters()).toBeGreaterThan(0);
    const [mails, before] = [(await mailsOf(stack.awsEndpoint)).length, await live('notification.mail')];

    const words = ['--from', moment.toISOString(), '--beside', 'moment', '--yes'];
    const { code, said } = await system.replay('notification.mail', ...words);
    expect(code).toBe(0);
    const [, records = '0'] = /will handle (\d+) records/.exec(said[0] ?? '') ?? [];
    const all = before.reduce((sum, { low, high }) => sum + high - low, 0);
    expect(Number(records)).toBeGreaterThan(0);
    expect(Number(records)).toBeLessThan(all);
    const lefts = said.flatMap((line) =>
      [...line.matchAll(/(\d+) records left/g)].map(([, left]) => Number(left)),
    );
    expect(Math.max(0, ...lefts)).toBeLessThanOrEqual(Number(records));
    expect(said.at(-1)).toBe('taking it away');

    const group = 'local.notification.mail.replay-moment.ordering.order';
    const own = await partitionsOf(system.admin, { topic: 'ordering.order', group });
    expect(own.map(({ committed }) => committed)).toEqual(own.map(({ high }) => high));
    expect(await live('notification.mail')).toEqual(before);
    expect((await mailsOf(stack.awsEndpoint)).length).toBe(mails);
    await expect(deployedMappings(system.connection, 'notification.mail.replay-moment')).rejects.toThrow(
      /no consumer notification.mail.replay-moment/,
    );
  });

  it('asks the gateway for nothing', async () => {
    const asked = async () => (await held()).reduce((sum, { requests }) => sum + requests, 0);
    await idle('payment.gateway');
    const before = await asked();
    const { code, said } = await system.replay(
      'payment.gateway',
      ...['--from', 'beginning', '--beside', 'again', '--yes'],
    );
    expect(code).toBe(0);
    expect(said.some((line) => line.startsWith('done: '))).toBe(true);
    const own = await partitionsOf(system.admin, {
      topic: 'payment.payment',
      group: 'local.payment.gateway.replay-again.payment.payment',
    });
    expect(own.reduce((sum, { committed }) => sum + committed, 0)).toBeGreaterThan(0);
    expect(await asked()).toBe(before);
  });

  it.each([
    [['tracking.timeline-v1', '--from', 'beginning', '--beside', 'x'], /add the next: docs\/tracking.md/],
    [['payment.saga', '--from', 'beginning', '--beside', 'A B'], /expected up to 20 of a-z/],
    [['payment.saga', '--from', '0:1', '--beside', 'x'], /at the beginning or at a moment/],
    [['payment.saga', '--from', '1h', '--beside', 'x', '--side-effects', 'on'], /always off/],
    [['payment.saga', '--from', '1h', '--beside', 'x', '--in-place'], /say --in-place, or --beside/],
  ])('refuses %j in words', async (words, message) => {
    await expect(system.replay(...words)).rejects.toThrow(message);
  });
});
