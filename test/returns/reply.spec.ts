/** What others say, in the words of returns. */
import { describe, expect, it } from 'vitest';
import { policy as ended } from '../../functions/returns/admissions/policy.ts';
import { projection } from '../../functions/returns/orders/projection.ts';
import { policy } from '../../functions/returns/policy.ts';

const line = { sku: 'tea', reservationId: 'r-1', quantity: 2, allocations: [] };
const recorded = { returnId: 'r-1', sku: 'tea', at: 9 };

describe('a reply of stock', () => {
  it('is about the return that has the reservation’s id, as of when it is heard', () => {
    expect(policy({ type: 'StockTakenBack', data: { ...line, takenBackAt: 1 } }, 9)).toEqual({
      type: 'RecordTakenBackLine',
      data: recorded,
    });
    expect(policy({ type: 'StockReleased', data: { ...line, releasedAt: 1 } }, 9)).toEqual({
      type: 'RecordReleasedLine',
      data: recorded,
    });
    expect(policy({ type: 'StockDispatched', data: { ...line, dispatchedAt: 1 } }, 9)).toEqual({
      type: 'RecordSentBackLine',
      data: recorded,
    });
  });
});

describe('a reply of payment', () => {
  it('is about the return that has the refund’s id', () => {
    const refund = { paymentId: 'o-1', refundId: 'r-1' };
    const money = { amount: 900, currency: 'EUR', refundedAt: 1 };
    expect(policy({ type: 'PaymentRefunded', data: { ...refund, ...money } }, 9)).toEqual({
      type: 'RecordRefund',
      data: { returnId: 'r-1', at: 9 },
    });
    expect(
      policy({ type: 'RefundRejected', data: { ...refund, reason: 'too-much', rejectedAt: 1 } }, 9),
    ).toEqual({
      type: 'RecordRefundRejection',
      data: { returnId: 'r-1', reason: 'too-much', at: 9 },
    });
  });
});

describe('of an order', () => {
  const key = { pk: 'order#o-1', sk: 'order' };

  it('is kept whose it is, and what was paid for what, but not with what', () => {
    const lines = [{ sku: 'tea', quantity: 2, unitPrice: 450 }];
    const order = { orderId: 'o-1', customerId: 'ada', lines, currency: 'EUR' };
    const data = { ...order, total: 900, paymentToken: 'tok', placedAt: 1 };
    expect(projection({ type: 'OrderPlaced', data })).toEqual({ key, set: order });
  });

  it('is kept when it was completed, beside that', () => {
    const data = { orderId: 'o-1', customerId: 'ada', amount: 900, currency: 'EUR', completedAt: 5 };
    expect(projection({ type: 'OrderCompleted', data })).toEqual({ key, set: { completedAt: 5 } });
  });
});

it('gives back the units of a return that ended without them', () => {
  const both = { orderId: 'o-1', returnId: 'r-1' };
  expect(ended({ type: 'ReturnExpired', data: { ...both, customerId: 'ada', expiredAt: 1 } })).toEqual(both);
  expect(
    ended({ type: 'ReturnRejected', data: { ...both, customerId: 'ada', reason: 'no', rejectedAt: 1 } }),
  ).toEqual(both);
});
