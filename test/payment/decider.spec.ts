import { describe, expect, it } from 'vitest';
import type { PaymentCommand } from '../../functions/payment/command.ts';
import { authorizeWithin, payment } from '../../functions/payment/decider.ts';
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
  data: { paymentId, authorizationId: 'a-1', amount: 900, currency: 'EUR', at: 3 },
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

const inFlight = [requested, secured, asked(2)] as const;
const paidFor = [...inFlight, authorized] as const;
const capturing: PaymentEvent = {
  type: 'CaptureRequested',
  data: { paymentId, amount: 900, currency: 'EUR', authorizationId: 'a-1', requestedAt: 6 },
};
const captured: PaymentEvent = {
  type: 'PaymentCaptured',
  data: { paymentId, amount: 900, currency: 'EUR', capturedAt: 7 },
};
const capture: PaymentCommand = { type: 'CapturePayment', data: { paymentId, at: 6 } };
const recordCapture: PaymentCommand = { type: 'RecordCapture', data: { paymentId, at: 7 } };
const taken = [...paidFor, capturing, captured] as const;

describe('what the gateway says', () => {
  it.each([
    ['another amount', { amount: 901, currency: 'EUR' }],
    ['another currency', { amount: 900, currency: 'USD' }],
  ])('is taken for a no when it holds %s than the order asks for, and given up', (_what, money) => {
    given(...inFlight)
      .when({ type: 'RecordAuthorization', data: { paymentId, authorizationId: 'a-1', ...money, at: 3 } })
      .happens(declined('wrong-amount'), voiding(3));
  });
  it('is waited for until the deadline, and given up then', () => {
    const expire: PaymentCommand = { type: 'ExpireAuthorization', data: { paymentId, at: 3 } };
    given(...inFlight)
      .when(expire)
      .happens(declined('timed-out'), voiding(3));
    given(...paidFor)
      .when(expire)
      .changesNothing();
    given(requested).when(expire).changesNothing();
    const at = 2 + authorizeWithin;
    given(requested)
      .when(secure)
      .sets({ at, command: { type: 'ExpireAuthorization', data: { paymentId, at } } });
    given().when(request).sets();
  });
});

describe('a capture', () => {
  it('is asked for when the goods have left, and happens once', () => {
    given(...paidFor)
      .when(capture)
      .happens(capturing);
    given(...paidFor, capturing)
      .when(capture)
      .changesNothing();
    given(...paidFor, capturing)
      .when(recordCapture)
      .happens(captured);
    given(...taken)
      .when(recordCapture)
      .changesNothing();
    given(...taken)
      .when(capture)
      .changesNothing();
  });
  it('needs an authorization', () => {
    given(...inFlight)
      .when(capture)
      .changesNothing();
    given(requested).when(recordCapture).changesNothing();
    given(authorized).when(capture).changesNothing();
    given(capturing).when(recordCapture).changesNothing();
  });
  it('leaves nothing to cancel', () => {
    given(...paidFor, capturing)
      .when(cancel)
      .changesNothing();
    given(...taken)
      .when(cancel)
      .changesNothing();
  });
});

describe('a refund', () => {
  const refundOf = (amount: number, refundId = 'r-1', currency = 'EUR'): PaymentCommand => ({
    type: 'RefundPayment',
    data: { paymentId, refundId, amount, currency, at: 8 },
  });
  const refunding = (amount: number, refundId = 'r-1'): PaymentEvent => ({
    type: 'RefundRequested',
    data: { paymentId, refundId, amount, currency: 'EUR', requestedAt: 8 },
  });
  const refunded = (amount: number, refundId = 'r-1'): PaymentEvent => ({
    type: 'PaymentRefunded',
    data: { paymentId, refundId, amount, currency: 'EUR', refundedAt: 9 },
  });
  const refused = (reason: string): PaymentEvent => ({
    type: 'RefundRejected',
    data: { paymentId, refundId: 'r-1', reason, rejectedAt: 8 },
  });
  const record: PaymentCommand = { type: 'RecordRefund', data: { paymentId, refundId: 'r-1', at: 9 } };

  it('is asked for, and happens once', () => {
    given(...taken)
      .when(refundOf(400))
      .happens(refunding(400));
    given(...taken, refunding(400))
      .when(refundOf(400))
      .changesNothing();
    given(...taken, refunding(400))
      .when(record)
      .happens(refunded(400));
    given(...taken, refunding(400), refunded(400))
      .when(record)
      .changesNothing();
    given(...taken, refunding(400), refunded(400))
      .when(refundOf(400))
      .changesNothing();
  });
  it('is recorded only when it was asked for', () => {
    given(...taken)
      .when(record)
      .changesNothing();
  });
  it('is never more than what was captured, all refunds together', () => {
    given(...taken)
      .when(refundOf(900))
      .happens(refunding(900));
    given(...taken)
      .when(refundOf(901))
      .happens(refused('too-much'));
    given(...taken, refunding(400, 'r-0'), refunded(400, 'r-0'))
      .when(refundOf(501))
      .happens(refused('too-much'));
    given(...taken, refunding(400, 'r-0'))
      .when(refundOf(500))
      .happens(refunding(500));
    given(...taken)
      .when(refundOf(0))
      .happens(refused('too-much'));
  });
  it('is of the currency that was captured', () => {
    given(...taken)
      .when(refundOf(400, 'r-1', 'USD'))
      .happens(refused('wrong-currency'));
  });
  it('needs a capture', () => {
    given(...paidFor)
      .when(refundOf(400))
      .happens(refused('not-captured'));
    given(captured).when(refundOf(400)).happens(refused('not-captured'));
    given(...taken, refused('too-much'))
      .when(refundOf(900))
      .happens(refunding(900));
  });
});

describe('its policy', () => {
  it('translates an order into a payment, its cancellation and its goods', () => {
    const order = { orderId: 'o-1', customerId: 'cust-1', lines: [], total: 900, currency: 'EUR' };
    expect(
      policy({ type: 'OrderPlaced', data: { ...order, paymentToken: 'tok_approve', placedAt: 1 } }),
    ).toEqual(request);
    expect(
      policy({
        type: 'OrderCancelled',
        data: { orderId: 'o-1', customerId: 'cust-1', reason: 'customer', cancelledAt: 4 },
      }),
    ).toEqual(cancel);
    expect(
      policy({ type: 'ReservationCompleted', data: { reservationId: 'o-1', completedAt: 2, lines: [] } }),
    ).toEqual(secure);
    expect(
      policy({ type: 'OrderDispatched', data: { orderId: 'o-1', customerId: 'cust-1', dispatchedAt: 6 } }),
    ).toEqual(capture);
  });
});
