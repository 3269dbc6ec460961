/** Stored sums as the API shows them. */
import { describe, expect, it } from 'vitest';
import { handledOf, rowOf } from '../../functions/sales/revenue-view.ts';
import { readRevenue } from '../../functions/sales/routes.ts';

const key = { pk: 'hour#2026-11-25T21', sk: 'KETTLE-1#EUR' };

describe('a row', () => {
  it('is what was sold, less what was cancelled and returned', () => {
    const row = rowOf({
      ...key,
      soldUnits: 10,
      soldRevenue: 1_000,
      cancelledUnits: 3,
      cancelledRevenue: 300,
      returnedUnits: 1,
      returnedRevenue: 90,
    });
    expect(row).toEqual({
      hour: '2026-11-25T21',
      sku: 'KETTLE-1',
      currency: 'EUR',
      units: 6,
      revenue: 610,
      sold: { units: 10, revenue: 1_000 },
      cancelled: { units: 3, revenue: 300 },
      returned: { units: 1, revenue: 90 },
    });
  });

  it('has zeros where nothing was added', () => {
    expect(rowOf(key)).toMatchObject({ units: 0, revenue: 0, sold: { units: 0, revenue: 0 } });
  });

  it('is as its route describes it, and nothing of how it is stored', () => {
    const stored = { pk: 'position#sales.windows', topic: 't', partition: 1, offset: 2, at: 3, version: 4 };
    const body = { from: 'f', to: 't', rows: [rowOf(key)], handled: [handledOf(stored)] };
    expect(readRevenue.answer.body.parse(body)).toEqual(body);
  });
});
