import { describe, expect, it } from 'vitest';
import { policy } from '../../functions/ordering/policy.ts';

const orderId = 'o-1';
const shipmentId = orderId;

describe('an order', () => {
  it('is allocated when every line has its units', () => {
    const lines = [{ sku: 'tea', warehouse: 'north', quantity: 2 }];
    const data = { reservationId: orderId, completedAt: 4, lines };
    expect(policy({ type: 'ReservationCompleted', data })).toEqual({
      type: 'AllocateOrder',
      data: { orderId, lines, at: 4 },
    });
  });

  it('is cancelled when its stock cannot be had, or does not come in time', () => {
    const data = { reservationId: orderId, sku: 'tea', rejectedAt: 5 };
    expect(policy({ type: 'ReservationRejected', data })).toEqual({
      type: 'CancelOrder',
      data: { orderId, reason: 'out-of-stock', at: 5 },
    });
    expect(policy({ type: 'ReservationExpired', data: { reservationId: orderId, expiredAt: 5 } })).toEqual({
      type: 'CancelOrder',
      data: { orderId, reason: 'timed-out', at: 5 },
    });
  });

  it('is authorized when its payment is', () => {
    const data = {
      paymentId: orderId,
      authorizationId: 'a-1',
      amount: 900,
      currency: 'EUR',
      authorizedAt: 6,
    };
    expect(policy({ type: 'PaymentAuthorized', data })).toEqual({
      type: 'AuthorizeOrder',
      data: { orderId, at: 6 },
    });
  });

  it.each([
    ['declined', 'payment-declined'],
    ['wrong-amount', 'payment-declined'],
    ['timed-out', 'payment-timed-out'],
  ])('is cancelled when its payment is %s, and says so', (reason, expected) => {
    expect(policy({ type: 'PaymentDeclined', data: { paymentId: orderId, reason, declinedAt: 7 } })).toEqual({
      type: 'CancelOrder',
      data: { orderId, reason: expected, at: 7 },
    });
  });

  it('is dispatched when its shipment is, and completed when it is paid', () => {
    expect(
      policy({ type: 'ShipmentDispatched', data: { shipmentId, customerId: 'ada', dispatchedAt: 8 } }),
    ).toEqual({ type: 'DispatchOrder', data: { orderId, at: 8 } });
    const data = { paymentId: orderId, amount: 900, currency: 'EUR', capturedAt: 9 };
    expect(policy({ type: 'PaymentCaptured', data })).toEqual({
      type: 'CompleteOrder',
      data: { orderId, at: 9 },
    });
  });

  it('is cancelled or goes on, as its shipment says', () => {
    expect(policy({ type: 'ShipmentCancelled', data: { shipmentId, cancelledAt: 8 } })).toEqual({
      type: 'RecordCancelledShipment',
      data: { orderId, at: 8 },
    });
    expect(policy({ type: 'ShipmentCancellationRejected', data: { shipmentId, rejectedAt: 8 } })).toEqual({
      type: 'RejectCancellation',
      data: { orderId, at: 8 },
    });
  });
});
