/** What a commit of orders says in figures. */
import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../functions/ordering/figures.ts';
import type { KnownOrder } from '../../functions/ordering/state.ts';
import type { OrderEvent } from '../../schemas/ordering/order/contract.gen.ts';

const placedAt = 1_772_366_400_000;
const order = {
  orderId: '0199f3c2-6feb-73e7-aaa6-000000000001',
  customerId: 'ada',
  lines: [{ sku: 'MUG', quantity: 1, unitPrice: 890 }],
  total: 890,
  currency: 'EUR',
  paymentToken: 'token',
  placedAt,
};
const placed: KnownOrder = { status: 'placed', order };
const { orderId, customerId } = order;
const dimensions = { Context: 'ordering' };
const one = { unit: 'Count', value: 1 };

const events = {
  placed: { type: 'OrderPlaced', data: order },
  authorized: { type: 'OrderAuthorized', data: { orderId, authorizedAt: placedAt + 1_000 } },
  confirmed: {
    type: 'OrderConfirmed',
    data: { orderId, customerId, lines: [], confirmedAt: placedAt + 1_250 },
  },
  cancelled: {
    type: 'OrderCancelled',
    data: { orderId, customerId, reason: 'out-of-stock', cancelledAt: placedAt + 400 },
  },
  completed: {
    type: 'OrderCompleted',
    data: { orderId, customerId, amount: 890, currency: 'EUR', completedAt: placedAt + 9_000 },
  },
} satisfies { readonly [name: string]: OrderEvent };

describe('a commit', () => {
  it('says that an order was placed', () => {
    expect(figuresOf([events.placed], { status: 'new' })).toEqual([
      { dimensions, values: { OrdersPlaced: one } },
    ]);
  });

  it('says that it was confirmed, and how long after it was placed', () => {
    const TimeToConfirm = { unit: 'Milliseconds', value: 1_250 };
    expect(figuresOf([events.authorized, events.confirmed], placed)).toEqual([
      { dimensions, values: { OrdersConfirmed: one, TimeToConfirm } },
    ]);
  });

  it('says why it was cancelled', () => {
    expect(figuresOf([events.cancelled], placed)).toEqual([
      { dimensions: { ...dimensions, Reason: 'out-of-stock' }, values: { OrdersCancelled: one } },
    ]);
  });

  it('says that it was completed', () => {
    expect(figuresOf([events.completed], { ...placed, status: 'dispatched' })).toEqual([
      { dimensions, values: { OrdersCompleted: one } },
    ]);
  });

  it('never says that it took less than no time, whatever clocks say', () => {
    const early = { ...events.confirmed, data: { ...events.confirmed.data, confirmedAt: placedAt - 5 } };
    const [figures] = figuresOf([early], placed);
    expect(figures?.values.TimeToConfirm?.value).toBe(0);
  });
});
