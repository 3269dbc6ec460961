/** Consumers are taken back on the running system: everything comes again, and nothing changes. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { manyOrders } from '../../../bench/many-orders.ts';
import { mailsOf } from '../../../local/mails.ts';
import { shop } from '../../../local/shop.ts';
import { deployedMappings } from '../../../ops/replay/deployed-mappings.ts';
import { partitionsOf } from '../../../ops/replay/group-offsets.ts';
import { replayInPlace } from '../../../ops/replay/in-place.ts';
import { runningSystem } from './running.ts';

const stack = inject('stack');
const patiently = { interval: 200 };
const system = await runningSystem(stack);
const { held } = await shop(stack);

const lagOf = async (consumer: string): Promise<number> => {
  const mappings = await deployedMappings(system.connection, consumer);
  const states = await Promise.all(mappings.map((mapping) => partitionsOf(system.admin, mapping)));
  return states.flat().reduce((sum, { committed, high }) => sum + high - committed, 0);
};

const statesOf = async (consumer: string) => {
  const mappings = await deployedMappings(system.connection, consumer);
  return Promise.all(mappings.map(({ uuid }) => system.switches.stateOf(uuid)));
};

const all = [
  'ordering.saga',
  'inventory.stock-item',
  'payment.saga',
  'payment.gateway',
  'shipping.saga',
  'notification.mail',
  'sales.windows',
  'tracking.timeline-v1',
];

/** What everybody has said, until nobody says any more. */
const quiet = async () => {
  let before = {};
  await expect
    .poll(
      async () => {
        const lags = await Promise.all(all.map(lagOf));
        const now = await system.sent();
        const same = JSON.stringify(now) === JSON.stringify(before);
        before = now;
        return same && lags.every((lag) => lag === 0);
      },
      { interval: 1_000 },
    )
    .toBe(true);
  return before;
};

beforeAll(async () => {
  const { orders } = await manyOrders(stack, {
    orders: 20,
    clients: 4,
    skus: 2,
    onHand: 30,
    patience: 60_000,
    progress: () => undefined,
  });
  expect(orders.every(({ endings }) => endings.length === 1)).toBe(true);
});
afterAll(system.stop);

describe('a replay in place', () => {
  it.each([
    ['ordering.saga', 'beginning', []],
    ['inventory.stock-item', 'beginning', []],
    ['payment.saga', '1h', []],
    ['shipping.saga', 'beginning', []],
    ['sales.windows', 'beginning', []],
    ['tracking.timeline-v1', 'beginning', []],
    ['payment.gateway', 'beginning', ['--side-effects', 'on']],
    ['notification.mail', 'beginning', ['--side-effects', 'on']],
  ] as const)(
    'of %s from %s handles everything again, and changes nothing',
    async (consumer, from, more) => {
      const before = await everything();
      const { code, said } = await system.replay(consumer, '--in-place', '--from', from, '--yes', ...more);
      expect(code).toBe(0);
      const [, records = '0'] = /will handle (\d+) records/.exec(said[0] ?? '') ?? [];
      expect(Number(records)).toBeGreaterThan(0);
      expect(said).toContain('the groups were moved');
      expect(said.at(-1)).toMatch(/^done: /);
      expect(await lagOf(consumer)).toBe(0);
      expect(await statesOf(consumer)).not.toContain('disabled');
      expect(await everything()).toEqual(before);
    },
    120_000,
  );

  it('really moves the group: what was handled is handed over again', async () => {
    const requests = async () => (await held()).reduce((sum, each) => sum + each.requests, 0);
    const before = await requests();
    await system.replay(
      'payment.gateway',
      '--in-place',
      '--from',
      'beginning',
      '--side-effects',
      'on',
      '--yes',
    );
    await expect.poll(requests, patiently).toBeGreaterThan(before);
  });

  it('from an offset moves one partition of one topic', async () => {
    const [mapping] = await deployedMappings(system.connection, 'payment.gateway');
    if (mapping === undefined) throw new Error('payment.gateway has no mapping');
    const states = await partitionsOf(system.admin, mapping);
    const { partition, high } = states.find((state) => state.high > 1) ?? { partition: 0, high: 1 };
    const from = `${partition}:${high - 1}`;
    const { said } = await system.replay(
      'payment.gateway',
      '--in-place',
      '--from',
      from,
      '--side-effects',
      'on',
      '--yes',
    );
    expect(said[0]).toContain('will handle 1 records');
    expect(said[0]).toContain(`${mapping.topic}-${partition}: from ${high} to ${high - 1}`);
  });

  it('resumes what it paused when it is interrupted before anything was moved', async () => {
    const mappings = await deployedMappings(system.connection, 'shipping.saga');
    const interrupted = replayInPlace({
      admin: system.admin,
      switches: system.switches,
      mappings,
      plan: [],
      say: () => undefined,
      signal: AbortSignal.abort(),
    });
    await expect(interrupted).rejects.toThrow('interrupted: no group was moved');
    expect(await statesOf('shipping.saga')).toEqual(['enabled']);
  });

  it('leaves alone what somebody else has paused, unless it is told to', async () => {
    const [mapping] = await deployedMappings(system.connection, 'shipping.saga');
    await system.switches.turn(mapping?.uuid ?? '', false);
    const words = ['shipping.saga', '--in-place', '--from', 'beginning', '--yes'];
    await expect(system.replay(...words)).rejects.toThrow(/paused already: by its breaker/);
    expect(await statesOf('shipping.saga')).toEqual(['disabled']);
    const { code } = await system.replay(...words, '--although-paused');
    expect(code).toBe(0);
    expect(await statesOf('shipping.saga')).toEqual(['enabled']);
  });

  it('asks, and does nothing where nobody can answer', async () => {
    await expect(system.replay('ordering.saga', '--in-place', '--from', 'beginning')).rejects.toThrow(
      /no terminal to ask at/,
    );
    expect(await statesOf('ordering.saga')).toEqual(['enabled', 'enabled', 'enabled']);
  });

  it.each([
    [['ordering.saga', '--in-place'], /--from is missing/],
    [['ordering.saga', '--from', 'beginning'], /say --in-place, or --beside/],
    [
      ['ordering.nobody', '--in-place', '--from', 'beginning'],
      /no consumer ordering.nobody; it has ordering.customers, ordering.saga/,
    ],
    [['nowhere.saga', '--in-place', '--from', 'beginning'], /expected <context>.<function>/],
    [['ordering.saga', '--in-place', '--from', '0:1'], /say --topic, one of /],
    [
      ['ordering.saga', '--in-place', '--from', 'beginning', '--topic', 'x'],
      /does not listen to x; it listens to /,
    ],
    [['payment.gateway', '--in-place', '--from', 'beginning'], /say --side-effects on/],
  ])('refuses %j in words', async (words, message) => {
    await expect(system.replay(...words)).rejects.toThrow(message);
  });
});

/** What a repeat could have changed: what was said, parked and written to customers, and the money. */
const everything = async () => ({
  sent: await quiet(),
  parked: await system.letters(),
  mails: (await mailsOf(stack.awsEndpoint)).length,
  money: await moneyOf(),
});

const moneyOf = async () =>
  (await held())
    .map(({ paymentId, status, amount, refunds }) => ({ paymentId, status, amount, refunds }))
    .sort((a, b) => a.paymentId.localeCompare(b.paymentId));
