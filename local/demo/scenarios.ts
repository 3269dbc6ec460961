/** Four orders, one for each ending that an order can have. */
import { stock } from '../seed.ts';

export interface Scenario {
  readonly title: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number; readonly unitPrice: number }[];
  readonly paymentToken: 'approve' | 'decline';
  /** The event upon which the customer cancels the order. */
  readonly cancelUpon?: string;
  /** When all of these were seen, the order has come to its end, compensation included. */
  readonly ends: readonly string[];
  readonly status: 'confirmed' | 'cancelled';
  readonly reason?: string;
}

const [teapot, coffee, mug, grinder] = stock;
const lineOf = ({ sku, unitPrice }: (typeof stock)[number], quantity: number) => ({
  sku,
  unitPrice,
  quantity,
});

export const scenarios: readonly Scenario[] = [
  {
    title: 'a teapot and two mugs, paid',
    lines: [lineOf(teapot, 1), lineOf(mug, 2)],
    paymentToken: 'approve',
    ends: ['OrderConfirmed'],
    status: 'confirmed',
  },
  {
    title: 'coffee and a grinder, of which there is none',
    lines: [lineOf(coffee, 1), lineOf(grinder, 1)],
    paymentToken: 'approve',
    ends: ['OrderCancelled', 'PaymentCancelled', 'StockReleased'],
    status: 'cancelled',
    reason: 'out-of-stock',
  },
  {
    title: 'a mug, with a card that is declined',
    lines: [lineOf(mug, 1)],
    paymentToken: 'decline',
    ends: ['OrderCancelled', 'StockReleased'],
    status: 'cancelled',
    reason: 'payment-declined',
  },
  {
    title: 'coffee, cancelled when it was confirmed already',
    lines: [lineOf(coffee, 3)],
    paymentToken: 'approve',
    cancelUpon: 'OrderConfirmed',
    ends: ['OrderCancelled', 'StockReleased', 'PaymentVoided'],
    status: 'cancelled',
    reason: 'customer',
  },
];
