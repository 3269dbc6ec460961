/** An order is shown to its customer and to operators, and never with what it is paid by. */
import { describe, expect, it } from 'vitest';

import { orderView } from '../../functions/ordering/order-view.ts';
import type { OrderState } from '../../functions/ordering/state.ts';

const { paymentToken, ...shown } = {
  orderId: 'o-1',
  customerId: 'ada',
  lines: [{ sku: 'tea', quantity: 2, unitPrice: 450 }],
  total: 900,
  currency: 'EUR',
  paymentToken: 'tok_secret',
  placedAt: 1,
};
const order = { ...shown, paymentToken };
const ada = { name: 'ada', groups: [] };
const placed: OrderState = { status: 'placed', order };
const cancellation = { orderId: 'o-1', customerId: 'ada', reason: 'out-of-stock', cancelledAt: 3 };

describe('an order', () => {
  it.each<[string, OrderState, object]>([
    ['placed', placed, { ...shown, status: 'placed' }],
    [
      'confirmed',
      { status: 'confirmed', order, confirmedAt: 2 },
      { ...shown, status: 'confirmed', confirmedAt: 2 },
    ],
    [
      'completed',
      { status: 'completed', order, confirmedAt: 2, dispatchedAt: 3, completedAt: 4 },
      { ...shown, status: 'completed', confirmedAt: 2, dispatchedAt: 3, completedAt: 4 },
    ],
    [
      'cancelled',
      { status: 'cancelled', order, cancellation },
      { ...shown, status: 'cancelled', reason: 'out-of-stock', cancelledAt: 3 },
    ],
  ])('is shown %s to its customer, without its payment token', (_status, state, expected) => {
    expect(orderView('o-1', state, ada)).toEqual(expected);
  });

  it('is shown to an operator', () => {
    expect(orderView('o-1', placed, { name: 'grace', groups: ['operators'] })).toMatchObject({
      orderId: 'o-1',
    });
  });

  it.each<[string, OrderState, { name: string; groups: string[] }]>([
    ['there is none', { status: 'new' }, { name: 'ada', groups: ['operators'] }],
    ['it is another customer’s', placed, { name: 'grace', groups: ['staff'] }],
    ['nobody asks', placed, { name: '', groups: [] }],
  ])('is not found when %s', (_what, state, caller) => {
    expect(() => orderView('o-1', state, caller)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ status: 404, type: 'unknown-order' }) }),
    );
  });
});
