/** The broker is killed while orders flow: every accepted order still ends, once, and everything adds up (P1, P3, P8). */
import { expect, inject, it } from 'vitest';
import { manyOrders } from '../../bench/many-orders.ts';
import { processesOf, signalled } from '../../chaos/faults/processes.ts';

it('loses no accepted order and doubles none when the broker is killed', async () => {
  let killed = false;
  const { orders, books } = await manyOrders(inject('stack'), {
    orders: 120,
    clients: 8,
    skus: 4,
    onHand: 30,
    patience: 600_000,
    progress: (_placed, ended) => {
      if (ended < 20 || killed) return;
      killed = signalled(processesOf(inject('dir')).pidOf('broker'), 'SIGKILL');
    },
  });
  expect(killed).toBe(true);
  expect(orders).toHaveLength(120);
  expect(orders.filter(({ endings }) => endings.length !== 1)).toEqual([]);
  expect(new Set(orders.map(({ status }) => status))).toEqual(new Set(['confirmed', 'cancelled']));
  expect(books).toMatchObject({ balanced: true });
});
