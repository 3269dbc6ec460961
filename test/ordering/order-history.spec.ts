/** The history of an order: who, when and why, and never what it is paid by. */
import { describe, expect, it } from 'vitest';
import { orderHistory } from '../../functions/ordering/order-history.ts';
import { readHistory } from '../../functions/ordering/routes.ts';
import type { JournalEntry } from '../../functions/platform/commit/journal.ts';
import type { OrderEvent } from '../../schemas/ordering/order/contract.gen.ts';

const order = {
  orderId: 'o-1',
  customerId: 'ada',
  lines: [{ sku: 'tea', quantity: 2, unitPrice: 450 }],
  total: 900,
  currency: 'EUR',
  placedAt: 1,
};
const journal: readonly JournalEntry<OrderEvent>[] = [
  {
    version: 1,
    at: 10,
    by: 'ada',
    correlationId: 'c-1',
    cause: 'http:POST /orders:a-secret-key ada',
    events: [{ type: 'OrderPlaced', data: { ...order, paymentToken: 'tok_secret' } }],
  },
  {
    version: 3,
    at: 20,
    by: 'ordering.saga',
    correlationId: 'c-1',
    cause: 'ordering.saga:/payment/payment:o-1.4',
    events: [
      { type: 'OrderAuthorized', data: { orderId: 'o-1', authorizedAt: 15 } },
      {
        type: 'OrderCancelled',
        data: { orderId: 'o-1', customerId: 'ada', reason: 'timed-out', cancelledAt: 20 },
      },
    ],
  },
];

describe('the history of an order', () => {
  it('tells of each commit its cause, who, when, and everything that happened', () => {
    expect(orderHistory(journal)).toEqual([
      {
        version: 1,
        at: 10,
        by: 'ada',
        correlationId: 'c-1',
        cause: { kind: 'request', route: 'POST /orders' },
        events: [{ type: 'OrderPlaced', data: order }],
      },
      {
        version: 3,
        at: 20,
        by: 'ordering.saga',
        correlationId: 'c-1',
        cause: { kind: 'message', source: '/payment/payment', id: 'o-1.4' },
        events: journal[1]?.events,
      },
    ]);
  });

  it('tells neither what the order is paid by nor the key of its request', () => {
    expect(JSON.stringify(orderHistory(journal))).not.toMatch(/secret/);
  });

  it('is what the API promises', () => {
    const answer = { orderId: 'o-1', commits: orderHistory(journal) };
    expect(readHistory.answer.body.safeParse(answer).error).toBeUndefined();
  });
});
