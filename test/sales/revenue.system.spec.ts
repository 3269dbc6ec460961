/** Revenue over HTTP, on the deployed system: what was sold is in its hour, and what was cancelled is out of it. */
import { describe, expect, inject, it } from 'vitest';
import type { Revenue } from '../../functions/sales/revenue.ts';
import { shop } from '../../local/shop.ts';
import { operator, tokenOf } from '../../local/users.ts';
import { newSku } from '../journeys/new-sku.ts';

const stack = inject('stack');
const { call, offer, place, cancel, order } = await shop(stack);
const bearer = await tokenOf(stack, operator);
const patiently = { interval: 100 };

interface Sum {
  readonly units: number;
  readonly revenue: number;
}

interface Figures extends Sum {
  readonly sold: Sum;
  readonly cancelled: Sum;
}

const sumOf = (sums: readonly Sum[]): Sum => ({
  units: sums.reduce((sum, { units }) => sum + units, 0),
  revenue: sums.reduce((sum, { revenue }) => sum + revenue, 0),
});

interface Read extends Revenue {
  readonly errors?: readonly { readonly path: string }[];
}

const read = (path: string, token = bearer) => call<Read>('GET', `/sales${path}`, { bearer: token });
const ofSku = async (sku: string) => (await read(`/revenue?sku=${sku}&currency=EUR`)).body;

/** Over all hours: an hour may end between two orders. */
const addedUp = (rows: Revenue['rows']): Figures => ({
  ...sumOf(rows),
  sold: sumOf(rows.map(({ sold }) => sold)),
  cancelled: sumOf(rows.map(({ cancelled }) => cancelled)),
});

const confirmed = async (sku: string, quantity: number): Promise<{ orderId: string; total: number }> => {
  const orderId = await place([{ sku, quantity, unitPrice: 890 }]);
  await expect.poll(() => order(orderId), patiently).toMatchObject({ status: 'confirmed' });
  return { orderId, total: (await order(orderId)).total };
};

describe('revenue', () => {
  it('is what was confirmed, less what was cancelled, in the hour of the sale', async () => {
    const sku = newSku();
    await offer(sku, 20);
    const startedAt = Date.now();
    const [kept, given] = [await confirmed(sku, 2), await confirmed(sku, 3)];
    const sold = { units: 5, revenue: kept.total + given.total };
    await expect
      .poll(async () => addedUp((await ofSku(sku)).rows), patiently)
      .toEqual({ ...sold, sold, cancelled: { units: 0, revenue: 0 } });
    expect(await cancel(given.orderId)).toMatchObject({ status: 202 });
    const left = { units: 2, revenue: kept.total };
    const cancelled = { units: 3, revenue: given.total };
    await expect
      .poll(async () => addedUp((await ofSku(sku)).rows), patiently)
      .toEqual({ ...left, sold, cancelled });

    const { rows, handled } = await ofSku(sku);
    expect(handled.some(({ topic, at }) => topic === 'ordering.order' && at >= startedAt)).toBe(true);
    const [row] = rows;
    const hour = await read(`/hours/${row?.hour}`);
    expect(hour.body.rows).toContainEqual(row);
    expect((await read(`/revenue?sku=${sku}&currency=USD`)).body.rows).toEqual([]);
  });

  it('is for operators only', async () => {
    const token = await tokenOf(stack, 'ada');
    for (const path of ['/revenue', '/hours/2026-11-25T21']) {
      expect((await read(path, token)).status).toBe(403);
    }
  });

  it('is read of 31 days in one answer, and of no more', async () => {
    const month = await read('/revenue?from=2026-10-01T00&to=2026-10-31T23');
    expect([month.status, month.body.rows]).toEqual([200, []]);
    const more = await read('/revenue?from=2026-10-01T00&to=2026-11-01T00');
    expect([more.status, more.body.errors]).toMatchObject([400, [{ path: 'to' }]]);
    expect((await read('/hours/yesterday')).status).toBe(400);
  });
});
