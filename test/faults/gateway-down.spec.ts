/** The gateway is down while orders flow: its mapping waits for it, nobody is parked, and everybody else goes on. */
import { randomUUID } from 'node:crypto';
import { afterEach, expect, inject, it } from 'vitest';
import { manyOrders } from '../../bench/many-orders.ts';
import { gatewayIs } from '../../local/gateway/availability.ts';
import { shop } from '../../local/shop.ts';
import { contextIn } from './outage.ts';

const stack = inject('stack');
const patiently = { interval: 200 };

afterEach(() => gatewayIs(stack, true));

it('is waited for, and resumed by itself, with every order ended right', async () => {
  const payment = await contextIn(stack, 'payment');
  const { offer, place, order } = await shop(stack);
  const lettersBefore = await payment.letters();
  await gatewayIs(stack, false);
  const sold = manyOrders(stack, {
    orders: 60,
    clients: 6,
    skus: 4,
    onHand: 30,
    patience: 600_000,
    progress: () => undefined,
  });
  await expect.poll(() => payment.states('Gateway'), patiently).toEqual(['Disabled']);

  // The rest of the system does not notice: an order that has no goods never gets as far as the gateway.
  expect(await payment.states('Saga')).toEqual(['Enabled', 'Enabled']);
  const sku = `SOLD-OUT-${randomUUID().slice(0, 8)}`;
  await offer(sku, 0);
  const soldOut = await place([{ sku, quantity: 1, unitPrice: 100 }]);
  await expect.poll(() => order(soldOut), patiently).toMatchObject({ status: 'cancelled' });
  expect(await payment.states('Gateway')).toEqual(['Disabled']);

  await gatewayIs(stack, true);
  await expect.poll(() => payment.states('Gateway'), patiently).toEqual(['Enabled']);
  const { orders, books } = await sold;
  expect(orders).toHaveLength(60);
  expect(orders.filter(({ endings }) => endings.length !== 1)).toEqual([]);
  expect(orders.filter(({ reason }) => reason === 'timed-out')).toEqual([]);
  expect(new Set(orders.map(({ status }) => status))).toEqual(new Set(['confirmed', 'cancelled']));
  expect(books).toMatchObject({ balanced: true });
  expect(await payment.letters()).toBe(lettersBefore);
});
