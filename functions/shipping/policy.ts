/** What orders mean to a shipment. */
import type { OrderEvent } from '../../schemas/ordering/order/contract.gen.ts';
import type { ReadsOf } from '../../schemas/reads.ts';
import type { ShipmentCommand } from './shipment.ts';

/** The foreign events that a shipment listens to; all others are passed over unread. */
export const heard = ['OrderConfirmed', 'OrderCancellationRequested'] as const;

export type HeardEvent = Extract<OrderEvent, { type: (typeof heard)[number] }>;

/** The fields of them that the policy reads; `npm run schema:check` says when one of them goes. */
export const reads = {
  OrderConfirmed: ['orderId', 'customerId', 'lines.sku', 'lines.warehouse', 'lines.quantity', 'confirmedAt'],
  OrderCancellationRequested: ['orderId', 'requestedAt'],
} as const satisfies ReadsOf<HeardEvent>;

export const policy = ({ type, data }: HeardEvent): ShipmentCommand => {
  switch (type) {
    case 'OrderConfirmed': {
      const { orderId, customerId, confirmedAt } = data;
      const lines = data.lines.map(({ sku, warehouse, quantity }) => ({ sku, warehouse, quantity }));
      return { type: 'RequestShipment', data: { shipmentId: orderId, customerId, lines, at: confirmedAt } };
    }
    case 'OrderCancellationRequested':
      return { type: 'CancelShipment', data: { shipmentId: data.orderId, at: data.requestedAt } };
  }
};
