/** What the events of an order's payment say; its means of payment is never shown. */
import type { PaymentEvent } from '../../../../schemas/payment/payment/contract.gen.ts';
import type { ReadsOf } from '../../../../schemas/reads.ts';
import type { Told } from '../../told.ts';

/** The fields that are read; `npm run schema:check` says when one of them goes. */
export const reads = {
  AuthorizationRequested: ['paymentId', 'amount', 'currency'],
  CaptureRequested: ['paymentId', 'amount', 'currency'],
  GoodsSecured: ['paymentId'],
  PaymentAuthorized: ['paymentId', 'amount', 'currency'],
  PaymentCancelled: ['paymentId'],
  PaymentCaptured: ['paymentId', 'amount', 'currency'],
  PaymentDeclined: ['paymentId', 'reason'],
  PaymentRefunded: ['paymentId', 'refundId', 'amount', 'currency'],
  PaymentRequested: ['paymentId', 'amount', 'currency'],
  PaymentVoided: ['paymentId'],
  RefundRejected: ['paymentId', 'refundId', 'reason'],
  RefundRequested: ['paymentId', 'refundId', 'amount', 'currency'],
  VoidRequested: ['paymentId'],
} as const satisfies ReadsOf<PaymentEvent>;

interface Money {
  readonly amount: number;
  readonly currency: string;
}

const money = ({ amount, currency }: Money): Money & Told['details'] => ({ amount, currency });

export const paymentTold = ({ type, data }: PaymentEvent): Told => {
  const orderId = data.paymentId;
  switch (type) {
    case 'PaymentRequested':
      return { orderId, text: 'Payment is asked for', details: money(data) };
    case 'GoodsSecured':
      return { orderId, text: 'The payment may go ahead', details: {} };
    case 'AuthorizationRequested':
      return { orderId, text: 'The gateway is asked to hold the amount', details: money(data) };
    case 'PaymentAuthorized':
      return { orderId, text: 'The gateway holds the amount', details: money(data) };
    case 'PaymentDeclined':
      return { orderId, text: 'Payment declined', details: { reason: data.reason } };
    case 'PaymentCancelled':
      return { orderId, text: 'Nothing will be paid', details: {} };
    case 'VoidRequested':
      return { orderId, text: 'The gateway is asked to let the amount go', details: {} };
    case 'PaymentVoided':
      return { orderId, text: 'The gateway holds nothing any more', details: {} };
    case 'CaptureRequested':
      return { orderId, text: 'The gateway is asked to take the money', details: money(data) };
    case 'PaymentCaptured':
      return { orderId, text: 'The money was taken', details: money(data) };
    case 'RefundRequested':
      return {
        orderId,
        text: 'The gateway is asked to give money back',
        details: { refundId: data.refundId, ...money(data) },
      };
    case 'PaymentRefunded':
      return {
        orderId,
        text: 'Money was given back',
        details: { refundId: data.refundId, ...money(data) },
      };
    case 'RefundRejected':
      return {
        orderId,
        text: 'Money was not given back',
        details: { refundId: data.refundId, reason: data.reason },
      };
  }
};
