/** What other contexts' events mean to an order. */
import type { ReservationEvent } from '../../schemas/inventory/reservation/contract.gen.ts';
import type { PaymentEvent } from '../../schemas/payment/payment/contract.gen.ts';
import type { ReadsOf } from '../../schemas/reads.ts';
import type { ShipmentEvent } from '../../schemas/shipping/shipment/contract.gen.ts';
import type { OrderCommand } from './command.ts';

/** The foreign events that an order listens to; all others are passed over unread. */
export const heard = [
  'ReservationCompleted',
  'ReservationRejected',
  'ReservationExpired',
  'PaymentAuthorized',
  'PaymentDeclined',
  'PaymentCaptured',
  'ShipmentDispatched',
  'ShipmentCancelled',
  'ShipmentCancellationRejected',
] as const;

export type HeardEvent = Extract<
  ReservationEvent | PaymentEvent | ShipmentEvent,
  { type: (typeof heard)[number] }
>;

/** The fields of them that the policy reads; `npm run schema:check` says when one of them goes. */
export const reads = {
  ReservationCompleted: ['reservationId', 'completedAt', 'lines.sku', 'lines.warehouse', 'lines.quantity'],
  ReservationRejected: ['reservationId', 'rejectedAt'],
  ReservationExpired: ['reservationId', 'expiredAt'],
  PaymentAuthorized: ['paymentId', 'authorizedAt'],
  PaymentDeclined: ['paymentId', 'reason', 'declinedAt'],
  PaymentCaptured: ['paymentId', 'capturedAt'],
  ShipmentDispatched: ['shipmentId', 'dispatchedAt'],
  ShipmentCancelled: ['shipmentId', 'cancelledAt'],
  ShipmentCancellationRejected: ['shipmentId', 'rejectedAt'],
} as const satisfies ReadsOf<HeardEvent>;

/** An order, its reservation, its payment and its shipment have the same id. */
export const policy = ({ type, data }: HeardEvent): OrderCommand => {
  switch (type) {
    case 'ReservationCompleted': {
      const { reservationId: orderId, completedAt: at, lines } = data;
      return {
        type: 'AllocateOrder',
        data: {
          orderId,
          at,
          lines: lines.map(({ sku, warehouse, quantity }) => ({ sku, warehouse, quantity })),
        },
      };
    }
    case 'ReservationRejected':
      return cancel(data.reservationId, 'out-of-stock', data.rejectedAt);
    case 'ReservationExpired':
      return cancel(data.reservationId, 'timed-out', data.expiredAt);
    case 'PaymentAuthorized':
      return { type: 'AuthorizeOrder', data: { orderId: data.paymentId, at: data.authorizedAt } };
    case 'PaymentDeclined': {
      const reason = data.reason === 'timed-out' ? 'payment-timed-out' : 'payment-declined';
      return cancel(data.paymentId, reason, data.declinedAt);
    }
    case 'PaymentCaptured':
      return { type: 'CompleteOrder', data: { orderId: data.paymentId, at: data.capturedAt } };
    case 'ShipmentDispatched':
      return { type: 'DispatchOrder', data: { orderId: data.shipmentId, at: data.dispatchedAt } };
    case 'ShipmentCancelled':
      return { type: 'RecordCancelledShipment', data: { orderId: data.shipmentId, at: data.cancelledAt } };
    case 'ShipmentCancellationRejected':
      return { type: 'RejectCancellation', data: { orderId: data.shipmentId, at: data.rejectedAt } };
  }
};

type Reason = Extract<OrderCommand, { type: 'CancelOrder' }>['data']['reason'];

const cancel = (orderId: string, reason: Reason, at: number): OrderCommand => ({
  type: 'CancelOrder',
  data: { orderId, reason, at },
});
