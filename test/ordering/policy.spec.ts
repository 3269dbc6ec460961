import { expect, it } from 'vitest';
import { policy } from '../../functions/ordering/policy.ts';

it('cancels an order whose stock cannot be had', () => {
  const data = { reservationId: 'o-1', sku: 'tea', rejectedAt: 5 };
  expect(policy({ type: 'ReservationRejected', data })).toEqual({
    type: 'CancelOrder',
    data: { orderId: 'o-1', reason: 'out-of-stock', at: 5 },
  });
});

it('confirms an order whose payment is authorized', () => {
  const data = { paymentId: 'o-1', authorizationId: 'a-1', amount: 900, currency: 'EUR', authorizedAt: 6 };
  expect(policy({ type: 'PaymentAuthorized', data })).toEqual({
    type: 'ConfirmOrder',
    data: { orderId: 'o-1', at: 6 },
  });
});

it.each([
  ['declined', 'payment-declined'],
  ['timed-out', 'payment-timed-out'],
])('cancels an order whose payment is %s, and says so', (reason, expected) => {
  expect(policy({ type: 'PaymentDeclined', data: { paymentId: 'o-1', reason, declinedAt: 7 } })).toEqual({
    type: 'CancelOrder',
    data: { orderId: 'o-1', reason: expected, at: 7 },
  });
});
