/** What a customer may send back, and what is said of everything that they may not. */
import { describe, expect, it } from 'vitest';
import type { OrderRow } from '../../functions/returns/orders/projection.ts';
import { priced, returnable, returnRequest } from '../../functions/returns/return-request.ts';

const orderId = '019ab3a5-3c7e-7d0c-8f59-2f6f0f0b6e11';
const line = { sku: 'tea', quantity: 2 };
const good = { orderId, lines: [line], reason: 'too green' };
const many = (count: number) => Array.from({ length: count }, (_, n) => ({ ...line, sku: `sku-${n}` }));
const row: OrderRow = {
  orderId,
  customerId: 'ada',
  lines: [
    { sku: 'tea', quantity: 2, unitPrice: 450 },
    { sku: 'cup', quantity: 3, unitPrice: 10 },
  ],
  currency: 'EUR',
  completedAt: 5,
};

const faultsOf = (request: object): readonly string[] => {
  const { success, error } = returnRequest.safeParse(request);
  return success ? [] : error.issues.map(({ path }) => path.join('/'));
};

describe('a request for a return', () => {
  it.each([
    ['one line', good],
    ['a hundred lines', { ...good, lines: many(100) }],
  ])('may name %s', (_what, request) => {
    expect(faultsOf(request)).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['no lines', { lines: [] }, 'lines'],
    ['over a hundred lines', { lines: many(101) }, 'lines'],
    ['a SKU twice', { lines: [line, { ...line, sku: 'cup' }, line] }, 'lines/2/sku'],
    ['a SKU that is a path', { lines: [{ ...line, sku: '../tea' }] }, 'lines/0/sku'],
    ['no units', { lines: [{ ...line, quantity: 0 }] }, 'lines/0/quantity'],
    ['half a unit', { lines: [{ ...line, quantity: 0.5 }] }, 'lines/0/quantity'],
    ['an absurd quantity', { lines: [{ ...line, quantity: 10_001 }] }, 'lines/0/quantity'],
    ['a price of its own', { lines: [{ ...line, unitPrice: 1 }] }, 'lines/0'],
    ['no order', { orderId: undefined }, 'orderId'],
    ['an order that is no UUID', { orderId: 'o-1' }, 'orderId'],
    ['no reason', { reason: ' ' }, 'reason'],
    ['a novel', { reason: 'x'.repeat(501) }, 'reason'],
  ])('may not name %s', (_what, change, path) => {
    expect(faultsOf({ ...good, ...change })).toEqual([path]);
  });
});

describe('an order', () => {
  it('can be returned of by its customer, once it is completed', () => {
    expect(returnable(orderId, row, 'ada')).toEqual(row);
  });

  it.each<[string, OrderRow | undefined, string]>([
    ['there is none', undefined, 'unknown-order'],
    ['it is another’s', { ...row, customerId: 'grace' }, 'unknown-order'],
    ['only its end was heard', { completedAt: 5 } as unknown as OrderRow, 'unknown-order'],
    ['it is under way', { ...row, completedAt: undefined } as unknown as OrderRow, 'order-not-completed'],
  ])('cannot when %s', (_what, given, refused) => {
    expect(returnable(orderId, given, 'ada')).toMatchObject({ refused });
  });
});

describe('what comes back', () => {
  it('is paid back at the price of the order', () => {
    const lines = [
      { sku: 'cup', quantity: 3 },
      { sku: 'tea', quantity: 1 },
    ];
    expect(priced({ ...good, lines }, row)).toEqual({
      lines: [
        { sku: 'cup', quantity: 3, unitPrice: 10 },
        { sku: 'tea', quantity: 1, unitPrice: 450 },
      ],
      amount: 480,
    });
  });

  it('is worth nothing when it was not ordered', () => {
    expect(priced({ ...good, lines: [{ sku: 'gold', quantity: 1 }] }, row).amount).toBe(0);
  });
});
