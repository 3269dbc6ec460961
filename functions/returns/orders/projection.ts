/** What returns keep of orders: whose, what, at which price, and whether they have ended well. */
import type { OrderEvent, OrderLine } from '../../../schemas/ordering/order/contract.gen.ts';
import type { ReadsOf } from '../../../schemas/reads.ts';

/** The events of orders that matter to returns; all others are passed over unread. */
export const heard = ['OrderPlaced', 'OrderCompleted'] as const;

export type HeardEvent = Extract<OrderEvent, { type: (typeof heard)[number] }>;

/** The fields of them that the projection reads; `npm run schema:check` says when one of them goes. */
export const reads = {
  OrderPlaced: ['orderId', 'customerId', 'lines.sku', 'lines.quantity', 'lines.unitPrice', 'currency'],
  OrderCompleted: ['orderId', 'completedAt'],
} as const satisfies ReadsOf<HeardEvent>;

/** A row; without `completedAt` nothing can come back yet. */
export interface OrderRow {
  readonly orderId: string;
  readonly customerId: string;
  readonly lines: readonly OrderLine[];
  readonly currency: string;
  readonly completedAt?: number;
}

export const keyOf = (orderId: string) => ({ pk: `order#${orderId}`, sk: 'order' });

export const projection = ({ type, data }: HeardEvent) => {
  switch (type) {
    case 'OrderPlaced': {
      const { orderId, customerId, currency } = data;
      const lines = data.lines.map(({ sku, quantity, unitPrice }) => ({ sku, quantity, unitPrice }));
      return { key: keyOf(orderId), set: { orderId, customerId, lines, currency } };
    }
    case 'OrderCompleted':
      return { key: keyOf(data.orderId), set: { completedAt: data.completedAt } };
  }
};
