/** What the replies of stock and payment mean to a return. */
import type { StockItemEvent } from '../../schemas/inventory/stock-item/contract.gen.ts';
import type { PaymentEvent } from '../../schemas/payment/payment/contract.gen.ts';
import type { ReadsOf } from '../../schemas/reads.ts';
import type { ReturnCommand } from './decider.ts';

/** The replies that a return waits for; orders cause some of them too, and those name no return of ours. */
export const heard = [
  'StockTakenBack',
  'StockReleased',
  'StockDispatched',
  'PaymentRefunded',
  'RefundRejected',
] as const;

export type HeardEvent = Extract<StockItemEvent | PaymentEvent, { type: (typeof heard)[number] }>;

/** The fields of them that the policy reads; `npm run schema:check` says when one of them goes. */
export const reads = {
  StockTakenBack: ['reservationId', 'sku'],
  StockReleased: ['reservationId', 'sku'],
  StockDispatched: ['reservationId', 'sku'],
  PaymentRefunded: ['refundId'],
  RefundRejected: ['refundId', 'reason'],
} as const satisfies ReadsOf<HeardEvent>;

/** @param at when we heard of it: the next step's time-out counts from now, however long the reply lay there */
export const policy = ({ type, data }: HeardEvent, at: number): ReturnCommand => {
  switch (type) {
    case 'StockTakenBack':
      return { type: 'RecordTakenBackLine', data: { returnId: data.reservationId, sku: data.sku, at } };
    case 'StockReleased':
      return { type: 'RecordReleasedLine', data: { returnId: data.reservationId, sku: data.sku, at } };
    case 'StockDispatched':
      return { type: 'RecordSentBackLine', data: { returnId: data.reservationId, sku: data.sku, at } };
    case 'PaymentRefunded':
      return { type: 'RecordRefund', data: { returnId: data.refundId, at } };
    case 'RefundRejected':
      return { type: 'RecordRefundRejection', data: { returnId: data.refundId, reason: data.reason, at } };
  }
};
