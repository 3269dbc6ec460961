/** What orders, and our own stock items, mean to a reservation. */

import type { StockItemEvent } from '../../../schemas/inventory/stock-item/contract.gen.ts';
import type { OrderEvent } from '../../../schemas/ordering/order/contract.gen.ts';
import type { ReadsOf } from '../../../schemas/reads.ts';
import type { ReservationCommand } from './command.ts';

/** The events that a reservation listens to; all others are passed over unread. */
export const heard = [
  'OrderPlaced',
  'OrderCancelled',
  'OrderDispatched',
  'StockReserved',
  'StockRejected',
] as const;

export type HeardEvent = Extract<OrderEvent | StockItemEvent, { type: (typeof heard)[number] }>;

/** The fields of them that the policy reads; `npm run schema:check` says when one of them goes. */
export const reads = {
  OrderPlaced: ['orderId', 'lines.sku', 'lines.quantity', 'placedAt'],
  OrderCancelled: ['orderId', 'cancelledAt'],
  OrderDispatched: ['orderId', 'dispatchedAt'],
  StockReserved: [
    'reservationId',
    'sku',
    'quantity',
    'reservedAt',
    'allocations.warehouse',
    'allocations.quantity',
  ],
  StockRejected: ['reservationId', 'sku', 'quantity', 'rejectedAt'],
} as const satisfies ReadsOf<HeardEvent>;

export const policy = ({ type, data }: HeardEvent): ReservationCommand => {
  switch (type) {
    case 'OrderPlaced': {
      const lines = data.lines.map(({ sku, quantity }) => ({ sku, quantity }));
      return {
        type: 'RequestReservation',
        data: { reservationId: data.orderId, lines, at: data.placedAt },
      };
    }
    case 'OrderCancelled':
      return { type: 'CancelReservation', data: { reservationId: data.orderId, at: data.cancelledAt } };
    case 'OrderDispatched':
      return { type: 'DispatchReservation', data: { reservationId: data.orderId, at: data.dispatchedAt } };
    case 'StockReserved': {
      const { reservationId, sku, quantity, allocations, reservedAt: at } = data;
      return { type: 'RecordReservedLine', data: { reservationId, sku, quantity, allocations, at } };
    }
    case 'StockRejected': {
      const { reservationId, sku, quantity, rejectedAt } = data;
      return { type: 'RecordRejectedLine', data: { reservationId, sku, quantity, at: rejectedAt } };
    }
  }
};
