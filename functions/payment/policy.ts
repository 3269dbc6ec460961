/** What orders and their reservations mean to a payment. */

import type { ReservationEvent } from '../../schemas/inventory/reservation/contract.gen.ts';
import type { OrderEvent } from '../../schemas/ordering/order/contract.gen.ts';
import type { ReadsOf } from '../../schemas/reads.ts';
import type { PaymentCommand } from './command.ts';

/** The foreign events that a payment listens to; all others are passed over unread. */
export const heard = ['OrderPlaced', 'OrderCancelled', 'OrderDispatched', 'ReservationCompleted'] as const;

export type HeardEvent = Extract<OrderEvent | ReservationEvent, { type: (typeof heard)[number] }>;

/** The fields of them that the policy reads; `npm run schema:check` says when one of them goes. */
export const reads = {
  OrderPlaced: ['orderId', 'customerId', 'total', 'currency', 'paymentToken', 'placedAt'],
  OrderCancelled: ['orderId', 'cancelledAt'],
  OrderDispatched: ['orderId', 'dispatchedAt'],
  ReservationCompleted: ['reservationId', 'completedAt'],
} as const satisfies ReadsOf<HeardEvent>;

export const policy = ({ type, data }: HeardEvent): PaymentCommand => {
  switch (type) {
    case 'OrderPlaced': {
      const { orderId, customerId, total, currency, paymentToken, placedAt } = data;
      const request = { customerId, amount: total, currency, token: paymentToken, requestedAt: placedAt };
      return { type: 'RequestPayment', data: { paymentId: orderId, ...request } };
    }
    case 'OrderCancelled':
      return { type: 'CancelPayment', data: { paymentId: data.orderId, at: data.cancelledAt } };
    case 'OrderDispatched':
      return { type: 'CapturePayment', data: { paymentId: data.orderId, at: data.dispatchedAt } };
    case 'ReservationCompleted':
      return { type: 'SecureGoods', data: { paymentId: data.reservationId, at: data.completedAt } };
  }
};
