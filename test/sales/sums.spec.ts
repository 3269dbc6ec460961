/** Sales as a window: which rows and sums an event writes. */
import { describe, expect, it } from 'vitest';
import { PermanentFailure } from '../../functions/platform/failure.ts';
import type { HeardEvent } from '../../functions/sales/policy.ts';
import { sales } from '../../functions/sales/sums.ts';

const placedWith = (skus: readonly string[]): HeardEvent => ({
  type: 'OrderPlaced',
  data: {
    orderId: 'o-1',
    customerId: 'ada',
    lines: skus.map((sku) => ({ sku, quantity: 2, unitPrice: 50 })),
    total: skus.length * 100,
    currency: 'EUR',
    paymentToken: 't',
    placedAt: 0,
  },
});
const confirmedAt = (at: number): HeardEvent => ({
  type: 'OrderConfirmed',
  data: { orderId: 'o-1', confirmedAt: at, customerId: 'ada', lines: [] },
});
const soldAt = (at: number, skus: readonly string[] = ['CUP-1']) =>
  sales.fold(sales.fold(undefined, placedWith(skus)).row, confirmedAt(at)).additions;

describe('an event', () => {
  it('is joined in the row of its order', () => {
    expect(sales.keyOf(placedWith([]))).toEqual({ pk: 'order#o-1', sk: 'sale' });
  });

  it('adds to the sum of its hour, product and currency, what changed alone', () => {
    expect(soldAt(Date.parse('2026-11-25T21:59:59.999Z'))).toEqual([
      { key: { pk: 'hour#2026-11-25T21', sk: 'CUP-1#EUR' }, add: { soldUnits: 2, soldRevenue: 100 } },
    ]);
  });

  it('of the longest order there may be adds to as many sums as it has lines', () => {
    const skus = Array.from({ length: 100 }, (_, n) => `SKU-${n}`);
    expect(new Set(soldAt(0, skus).map(({ key }) => key.sk)).size).toBe(100);
  });

  it.each([-1, 253_402_300_800_000, 2 ** 53])(
    'of a time in no year that we know, %d, cannot be counted',
    (at) => {
      expect(() => soldAt(at)).toThrow(PermanentFailure);
    },
  );
});
