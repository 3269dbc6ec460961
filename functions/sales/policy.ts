/** What orders and returns mean to sales. */
import type { OrderEvent } from '../../schemas/ordering/order/contract.gen.ts';
import type { ReadsOf } from '../../schemas/reads.ts';
import type { ReturnEvent } from '../../schemas/returns/return/contract.gen.ts';
import type { PricedLine, SaleFact } from './projection.ts';

/** The foreign events that sales listens to; all others are passed over unread. */
export const heard = ['OrderPlaced', 'OrderConfirmed', 'OrderCancelled', 'ReturnCompleted'] as const;

export type HeardEvent = Extract<OrderEvent | ReturnEvent, { type: (typeof heard)[number] }>;

/** The fields of them that the policy reads; `npm run schema:check` says when one of them goes. */
export const reads = {
  OrderPlaced: ['orderId', 'currency', 'lines.sku', 'lines.quantity', 'lines.unitPrice'],
  OrderConfirmed: ['orderId', 'confirmedAt'],
  OrderCancelled: ['orderId'],
  ReturnCompleted: ['orderId', 'currency', 'lines.sku', 'lines.quantity', 'lines.unitPrice'],
} as const satisfies ReadsOf<HeardEvent>;

export const policy = ({ type, data }: HeardEvent): SaleFact => {
  const { orderId } = data;
  switch (type) {
    case 'OrderPlaced':
      return { type: 'LinesPriced', data: { orderId, lines: linesOf(data) } };
    case 'OrderConfirmed':
      return { type: 'SaleMade', data: { orderId, at: data.confirmedAt } };
    case 'OrderCancelled':
      return { type: 'SaleCancelled', data: { orderId } };
    case 'ReturnCompleted':
      return { type: 'UnitsReturned', data: { orderId, lines: linesOf(data) } };
  }
};

interface Lines {
  readonly currency: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number; readonly unitPrice: number }[];
}

const linesOf = ({ currency, lines }: Lines): readonly PricedLine[] =>
  lines.map(({ sku, quantity, unitPrice }) => ({
    sku,
    currency,
    units: quantity,
    revenue: quantity * unitPrice,
  }));
