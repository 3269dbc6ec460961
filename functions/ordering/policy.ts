/** What other contexts' events mean to an order. */

import type { ReservationEvent } from '../../schemas/inventory/reservation/contract.gen.ts';
import type { PaymentEvent } from '../../schemas/payment/payment/contract.gen.ts';
import type { ReadsOf } from '../../schemas/reads.ts';
import type { OrderCommand } from './decider.ts';

/** The foreign events that an order listens to; all others are passed over unread. */
export const heard = ['ReservationRejected', 'PaymentAuthorized', 'PaymentDeclined'] as const;

export type HeardEvent = Extract<ReservationEvent | PaymentEvent, { type: (typeof heard)[number] }>;

/** The fields of them that the policy reads; `npm run schema:check` says when one of them goes. */
export const reads = {
  ReservationRejected: ['reservationId', 'rejectedAt'],
  PaymentAuthorized: ['paymentId', 'authorizedAt'],
  PaymentDeclined: ['paymentId', 'reason', 'declinedAt'],
} as const satisfies ReadsOf<HeardEvent>;

export const policy = ({ type, data }: HeardEvent): OrderCommand => {
  switch (type) {
    case 'ReservationRejected':
      return {
        type: 'CancelOrder',
        data: { orderId: data.reservationId, reason: 'out-of-stock', at: data.rejectedAt },
      };
    case 'PaymentAuthorized':
      return { type: 'ConfirmOrder', data: { orderId: data.paymentId, at: data.authorizedAt } };
    case 'PaymentDeclined':
      return {
        type: 'CancelOrder',
        data: {
          orderId: data.paymentId,
          reason: data.reason === 'timed-out' ? 'payment-timed-out' : 'payment-declined',
          at: data.declinedAt,
        },
      };
  }
};
