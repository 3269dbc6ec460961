/** What a customer may ask for, and what is said of everything that they may not. */
import { describe, expect, it } from 'vitest';
import { orderRequest, totalOf } from '../../functions/ordering/order-request.ts';

const line = { sku: 'tea', quantity: 2, unitPrice: 450 };
const good = { lines: [line], currency: 'EUR', paymentToken: 'tok' };
const lines = (count: number) => Array.from({ length: count }, (_, n) => ({ ...line, sku: `sku-${n}` }));

const faultsOf = (request: object): readonly string[] => {
  const { success, error } = orderRequest.safeParse(request);
  return success ? [] : error.issues.map(({ path }) => path.join('/'));
};

describe('an order request', () => {
  it.each([
    ['one line', good],
    ['a hundred lines', { ...good, lines: lines(100) }],
    ['something for nothing', { ...good, lines: [{ ...line, unitPrice: 0 }] }],
    ['a currency without minor units', { ...good, currency: 'JPY' }],
  ])('may ask for %s', (_what, request) => {
    expect(faultsOf(request)).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['no lines', { lines: [] }, 'lines'],
    ['over a hundred lines', { lines: lines(101) }, 'lines'],
    ['a SKU twice', { lines: [line, { ...line, sku: 'cup' }, line] }, 'lines/2/sku'],
    ['a SKU that is a path', { lines: [{ ...line, sku: '../tea' }] }, 'lines/0/sku'],
    ['no units', { lines: [{ ...line, quantity: 0 }] }, 'lines/0/quantity'],
    ['fewer than no units', { lines: [{ ...line, quantity: -1 }] }, 'lines/0/quantity'],
    ['half a unit', { lines: [{ ...line, quantity: 0.5 }] }, 'lines/0/quantity'],
    ['an absurd quantity', { lines: [{ ...line, quantity: 10_001 }] }, 'lines/0/quantity'],
    ['a negative price', { lines: [{ ...line, unitPrice: -1 }] }, 'lines/0/unitPrice'],
    ['a currency that there is not', { currency: 'XYZ' }, 'currency'],
    ['a currency in small letters', { currency: 'eur' }, 'currency'],
    ['no payment token', { paymentToken: '' }, 'paymentToken'],
  ])('may not ask for %s', (_what, change, path) => {
    expect(faultsOf({ ...good, ...change })).toEqual([path]);
  });

  it('may not hold what nobody reads, anywhere', () => {
    expect(orderRequest.safeParse({ ...good, total: 1 }).success).toBe(false);
    expect(orderRequest.safeParse({ ...good, lines: [{ ...line, discount: 1 }] }).success).toBe(false);
  });

  it('is told all of its faults at once', () => {
    const wrong = { lines: [{ sku: '', quantity: 0, unitPrice: -1 }], currency: '?', paymentToken: 1 };
    expect([...faultsOf(wrong)].sort()).toEqual(
      ['currency', 'lines/0/quantity', 'lines/0/sku', 'lines/0/unitPrice', 'paymentToken'].sort(),
    );
  });
});

describe('its total', () => {
  it('is the sum of its lines', () => {
    const request = { ...good, lines: [line, { sku: 'cup', quantity: 3, unitPrice: 10 }] };
    expect(totalOf(request)).toBe(930);
  });

  it('is exact for the largest order that there can be', () => {
    const largest = lines(100).map((each) => ({ ...each, quantity: 10_000, unitPrice: 1_000_000_000 }));
    expect(faultsOf({ ...good, lines: largest })).toEqual([]);
    expect(Number.isSafeInteger(totalOf({ ...good, lines: largest }))).toBe(true);
  });
});
