/** An order is taken from a customer who may order, at prices that are allowed, and refused with the reason. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admission } from '../../functions/ordering/admission.ts';
import type { Customer } from '../../functions/ordering/customer/projection.ts';
import type { PriceState } from '../../functions/ordering/price/decider.ts';
import { placeOrder } from '../../functions/ordering/routes.ts';

const line = { sku: 'tea', quantity: 2, unitPrice: 450 };
const order = {
  orderId: 'o-1',
  customerId: 'ada',
  lines: [line],
  total: 900,
  currency: 'EUR',
  paymentToken: 'tok_approve',
  placedAt: 1,
};
const ada: Customer = { customerId: 'ada', standing: 'active', reason: undefined, changedAt: 1 };
const costs = (lowest: number, highest = lowest, currency = 'EUR'): PriceState => ({
  prices: [{ currency, lowest, highest, setBy: 'operator', setAt: 1 }],
});
const prices = new Map([
  ['tea', costs(400, 450)],
  ['cup', costs(890)],
  ['pot', costs(3_450, 3_450, 'CHF')],
  ['jar', { prices: [] }],
]);
const of = (...lines: readonly { readonly sku: string; readonly unitPrice: number }[]) => ({
  ...order,
  lines: lines.map((each) => ({ ...each, quantity: 1 })),
});

describe('an order', () => {
  it.each([
    ['the highest price', [{ sku: 'tea', unitPrice: 450 }]],
    ['the lowest price', [{ sku: 'tea', unitPrice: 400 }]],
    ['the only price', [{ sku: 'cup', unitPrice: 890 }]],
    [
      'prices of several SKUs',
      [
        { sku: 'tea', unitPrice: 420 },
        { sku: 'cup', unitPrice: 890 },
      ],
    ],
  ])('is taken at %s', (_what, lines) => {
    expect(admission(of(...lines), { customer: ada, prices })).toBeUndefined();
  });

  it('is taken in the currency in which there is a price', () => {
    const francs = { ...of({ sku: 'pot', unitPrice: 3_450 }), currency: 'CHF' };
    expect(admission(francs, { customer: ada, prices })).toBeUndefined();
  });
});

describe('an order is refused', () => {
  it('from a customer whom nobody told us of', () => {
    expect(admission(order, { customer: undefined, prices })).toEqual({
      refused: 'customer-unknown',
      detail: 'ada is not among the customers that the CRM told us of',
    });
  });

  it.each<[Customer, string]>([
    [{ ...ada, standing: 'blocked', reason: 'suspended' }, 'ada may not order: suspended'],
    [{ ...ada, standing: 'blocked', reason: 'status "Q"' }, 'ada may not order: status "Q"'],
    [{ ...ada, standing: 'closed', reason: 'closed' }, 'ada may not order: closed'],
  ])('from a customer who is $standing: $reason', (customer, detail) => {
    expect(admission(order, { customer, prices })).toEqual({ refused: 'customer-blocked', detail });
  });

  it('for its customer first: to somebody unknown nothing is said of prices', () => {
    expect(admission(of({ sku: 'tea', unitPrice: 1 }), { customer: undefined, prices })).toMatchObject({
      refused: 'customer-unknown',
    });
  });

  it.each([
    ['that nobody knows', 'gin'],
    ['that has no price at all', 'jar'],
    ['that has a price in another currency only', 'pot'],
  ])('for a SKU %s', (_what, sku) => {
    expect(admission(of({ sku, unitPrice: 3_450 }), { customer: ada, prices })).toEqual({
      refused: 'price-unknown',
      detail: `${sku} has no price in EUR`,
    });
  });

  it.each([
    ['tea', 399, 'tea was asked for at 399, and costs 400 to 450'],
    ['tea', 451, 'tea was asked for at 451, and costs 400 to 450'],
    ['cup', 0, 'cup was asked for at 0, and costs 890'],
    ['cup', 891, 'cup was asked for at 891, and costs 890'],
  ])('for %s at %i', (sku, unitPrice, detail) => {
    expect(admission(of({ sku, unitPrice }), { customer: ada, prices })).toEqual({
      refused: 'price-not-allowed',
      detail,
    });
  });

  it('with all of its faults at once, and without what is right', () => {
    const lines = [
      { sku: 'cup', unitPrice: 1 },
      { sku: 'gin', unitPrice: 1 },
      { sku: 'tea', unitPrice: 430 },
      { sku: 'jar', unitPrice: 1 },
    ];
    expect(admission(of(...lines), { customer: ada, prices })).toEqual({
      refused: 'price-unknown',
      detail: 'gin has no price in EUR; jar has no price in EUR; cup was asked for at 1, and costs 890',
    });
    const asked = [
      { sku: 'cup', unitPrice: 1 },
      { sku: 'tea', unitPrice: 1 },
    ];
    expect(admission(of(...asked), { customer: ada, prices })).toEqual({
      refused: 'price-not-allowed',
      detail: 'cup was asked for at 1, and costs 890; tea was asked for at 1, and costs 400 to 450',
    });
  });
});

describe('whatever is asked for', () => {
  const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
  console.log(`SEED=${seed}`);
  const skus = ['tea', 'cup', 'pot', 'jar', 'gin'];
  const anyLines = fc.uniqueArray(
    fc.record({
      sku: fc.constantFrom(...skus),
      unitPrice: fc.constantFrom(0, 399, 400, 450, 451, 890, 3_450),
    }),
    { minLength: 1, selector: ({ sku }) => sku },
  );

  it('is taken exactly when each line by itself is, and a refusal is one that the API promises', () => {
    const promised = placeOrder.problems.map(({ type }) => type as string);
    const property = fc.property(anyLines, fc.constantFrom('EUR', 'CHF'), (lines, currency) => {
      const known = { customer: ada, prices };
      const whole = admission({ ...of(...lines), currency }, known);
      const alone = lines.map((each) => admission({ ...of(each), currency }, known));
      expect(whole === undefined).toBe(alone.every((each) => each === undefined));
      if (whole === undefined) return;
      expect(promised).toContain(whole.refused);
      for (const each of alone) expect(whole.detail).toContain(each?.detail ?? '');
    });
    fc.assert(property, { seed, numRuns: 500 });
  });
});
