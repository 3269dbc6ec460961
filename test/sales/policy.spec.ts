/** What orders and returns mean to sales. */
import { describe, expect, it } from 'vitest';
import { policy } from '../../functions/sales/policy.ts';

const orderId = 'o-1';
const lines = [
  { sku: 'KETTLE-1', quantity: 2, unitPrice: 4_990 },
  { sku: 'CUP-1', quantity: 6, unitPrice: 590 },
];
const priced = [
  { sku: 'KETTLE-1', currency: 'EUR', units: 2, revenue: 9_980 },
  { sku: 'CUP-1', currency: 'EUR', units: 6, revenue: 3_540 },
];

describe('the policy', () => {
  it('takes lines and prices from the order that was placed', () => {
    const data = {
      orderId,
      customerId: 'ada',
      lines,
      total: 13_520,
      currency: 'EUR',
      paymentToken: 't',
      placedAt: 1,
    };
    expect(policy({ type: 'OrderPlaced', data })).toEqual({
      type: 'LinesPriced',
      data: { orderId, lines: priced },
    });
  });

  it('takes the time of the sale from its confirmation, and no prices', () => {
    const data = { orderId, confirmedAt: 7, customerId: 'ada', lines: [] };
    expect(policy({ type: 'OrderConfirmed', data })).toEqual({ type: 'SaleMade', data: { orderId, at: 7 } });
  });

  it('hears a cancellation, whenever it was', () => {
    const data = { orderId, reason: 'customer', cancelledAt: 9, customerId: 'ada' };
    expect(policy({ type: 'OrderCancelled', data })).toEqual({ type: 'SaleCancelled', data: { orderId } });
  });

  it('takes what came back from the return, about its order', () => {
    const back = {
      returnId: 'r-1',
      orderId,
      customerId: 'ada',
      amount: 13_520,
      currency: 'EUR',
      completedAt: 9,
    };
    expect(policy({ type: 'ReturnCompleted', data: { ...back, lines } })).toEqual({
      type: 'UnitsReturned',
      data: { orderId, lines: priced },
    });
  });
});
