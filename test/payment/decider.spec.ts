import { describe, expect, it } from 'vitest';
import { type PaymentCommand, payment } from '../../functions/payment/decider.ts';
import { policy } from '../../functions/payment/policy.ts';
import type { PaymentEvent } from '../../schemas/payment/payment/contract.gen.ts';
import { specificationOf } from '../platform/specification.ts';

const { given } = specificationOf(payment);
const paymentId = 'o-1';
const data = {
  paymentId,
  customerId: 'cust-1',
  amount: 900,
  currency: 'EUR',
  token: 'tok_approve',
  requestedAt: 1,
};
const requested: PaymentEvent = { type: 'PaymentRequested', data };
const secured: PaymentEvent = { type: 'GoodsSecured', data: { paymentId, securedAt: 2 } };
const asked = (requestedAt: number): PaymentEvent => ({
  type: 'AuthorizationRequested',
  data: { paymentId, amount: 900, currency: 'EUR', token: 'tok_approve', requestedAt },
});
const authorized: PaymentEvent = {
  type: 'PaymentAuthorized',
  data: { paymentId, authorizationId: 'a-1', amount: 900, currency: 'EUR', authorizedAt: 3 },
};
const declined = (reason: string): PaymentEvent => ({
  type: 'PaymentDeclined',
  data: { paymentId, reason, declinedAt: 3 },
});
const cancelled: PaymentEvent = { type: 'PaymentCancelled', data: { paymentId, cancelledAt: 4 } };
const voiding = (requestedAt: number): PaymentEvent => ({
  type: 'VoidRequested',
  data: { paymentId, requestedAt },
});
const voided: PaymentEvent = { type: 'PaymentVoided', data: { paymentId, voidedAt: 5 } };

const request: PaymentCommand = { type: 'RequestPayment', data };
const secure: PaymentCommand = { type: 'SecureGoods', data: { paymentId, at: 2 } };
const authorize: PaymentCommand = {
  type: 'RecordAuthorization',
  data: { paymentId, authorizationId: 'a-1', at: 3 },
};
const decline = (reason: 'declined' | 'timed-out'): PaymentCommand => ({
  type: 'RecordDecline',
  data: { paymentId, reason, at: 3 },
});
const cancel: PaymentCommand = { type: 'CancelPayment', data: { paymentId, at: 4 } };
const recordVoid: PaymentCommand = { type: 'RecordVoid', data: { paymentId, at: 5 } };

describe('a payment', () => {
  it('waits for both the order and its goods, whichever comes first', () => {
    given().when(request).happens(requested);
    given(requested).when(secure).happens(secured, asked(2));
    given().when(secure).happens(secured);
    given(secured).when(request).happens(requested, asked(1));
  });
  it('is asked of the gateway only once', () => {
    given(requested, secured, asked(2)).when(secure).changesNothing();
    given(requested, secured, asked(2)).when(request).changesNothing();
    given(requested).when(request).changesNothing();
    given(secured).when(secure).changesNothing();
  });
  it('is authorized or declined by the gateway’s answer, once', () => {
    given(requested, secured, asked(2)).when(authorize).happens(authorized);
    given(requested, secured, asked(2), authorized).when(authorize).changesNothing();
    given(requested, secured, asked(2)).when(decline('declined')).happens(declined('declined'));
    given(requested, secured, asked(2), authorized).when(decline('declined')).changesNothing();
    given(requested, secured, asked(2), declined('declined')).when(authorize).changesNothing();
  });
  it('is voided when the gateway did not answer, for it may have authorized all the same', () => {
    given(requested, secured, asked(2)).when(decline('timed-out')).happens(declined('timed-out'), voiding(3));
  });
  it('asks nothing of the gateway when the order is cancelled first', () => {
    given(requested).when(cancel).happens(cancelled);
    given(secured).when(cancel).happens(cancelled);
    given().when(cancel).happens(cancelled);
    given(requested, cancelled).when(secure).changesNothing();
    given(cancelled).when(request).changesNothing();
  });
  it('is voided when the order is cancelled after the gateway was asked', () => {
    given(requested, secured, asked(2)).when(cancel).happens(cancelled, voiding(4));
    given(requested, secured, asked(2), authorized).when(cancel).happens(cancelled, voiding(4));
  });
  it('takes no answer after it was given up', () => {
    given(requested, secured, asked(2), cancelled, voiding(4)).when(authorize).changesNothing();
    given(requested, secured, asked(2), cancelled, voiding(4)).when(decline('timed-out')).changesNothing();
  });
  it('has nothing to cancel twice, nor after a decline', () => {
    given(requested, cancelled).when(cancel).changesNothing();
    given(requested, secured, asked(2), declined('declined')).when(cancel).changesNothing();
    given(requested, secured, asked(2), authorized, cancelled, voiding(4)).when(cancel).changesNothing();
  });
  it('is voided once', () => {
    given(requested, secured, asked(2), authorized, cancelled, voiding(4)).when(recordVoid).happens(voided);
    given(requested, secured, asked(2), authorized, cancelled, voiding(4), voided)
      .when(recordVoid)
      .changesNothing();
    given(requested).when(recordVoid).changesNothing();
  });
});

describe('its policy', () => {
  it('translates an order into a payment, its cancellation and its goods', () => {
    const order = { orderId: 'o-1', customerId: 'cust-1', lines: [], total: 900, currency: 'EUR' };
    expect(
      policy({ type: 'OrderPlaced', data: { ...order, paymentToken: 'tok_approve', placedAt: 1 } }),
    ).toEqual(request);
    expect(
      policy({ type: 'OrderCancelled', data: { orderId: 'o-1', reason: 'customer', cancelledAt: 4 } }),
    ).toEqual(cancel);
    expect(policy({ type: 'ReservationCompleted', data: { reservationId: 'o-1', completedAt: 2 } })).toEqual(
      secure,
    );
  });
});
