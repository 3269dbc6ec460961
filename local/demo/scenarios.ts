/** An order for each ending that an order can have, told as data. */
import { prices, stock } from '../seed.ts';
import {
  type Act,
  customerCancels,
  customerSendsBack,
  goodsArrive,
  parcelArrives,
  parcelLeaves,
} from './acts.ts';

export interface Scenario {
  readonly title: string;
  /** Who orders. @default the first customer */
  readonly by?: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number; readonly unitPrice: number }[];
  readonly paymentToken: 'approve' | 'decline' | 'timeout';
  /** What people do when an event is seen for the first time. */
  readonly upon: { readonly [event: string]: readonly Act[] };
  /** When all of these were seen, the story has come to its end, compensation included. */
  readonly ends: readonly string[];
  readonly status: 'completed' | 'cancelled' | 'refused';
  readonly reason?: string;
}

const [teapot, coffee, mug, grinder, kettle] = stock;
const lineOf = ({ sku }: (typeof stock)[number], quantity: number, unitPrice = priceOf(sku)) => ({
  sku,
  unitPrice,
  quantity,
});

function priceOf(sku: string): number {
  return prices.find((price) => price.sku === sku)?.highest ?? 0;
}

const delivered = { ShipmentRequested: [parcelLeaves(1)], ShipmentDispatched: [parcelArrives(1)] };

export const scenarios: readonly Scenario[] = [
  {
    title: 'a teapot and two mugs: paid, sent and delivered',
    lines: [lineOf(teapot, 1), lineOf(mug, 2)],
    paymentToken: 'approve',
    upon: delivered,
    ends: ['OrderCompleted', 'ShipmentDelivered', 'ReservationDispatched'],
    status: 'completed',
  },
  {
    title: 'three kettles from two warehouses; cancelled when the first parcel has left, which is too late',
    lines: [lineOf(kettle, 3)],
    paymentToken: 'approve',
    upon: {
      ShipmentRequested: [parcelLeaves(1), customerCancels],
      OrderCancellationRejected: [parcelLeaves(2)],
    },
    ends: ['OrderCancellationRejected', 'OrderCompleted'],
    status: 'completed',
  },
  {
    title: 'coffee, cancelled when it was confirmed, before anything left',
    lines: [lineOf(coffee, 3)],
    paymentToken: 'approve',
    upon: { OrderConfirmed: [customerCancels] },
    ends: ['ShipmentCancelled', 'OrderCancelled', 'StockReleased', 'PaymentVoided'],
    status: 'cancelled',
    reason: 'customer',
  },
  {
    title: 'coffee and a grinder, of which there is none',
    lines: [lineOf(coffee, 1), lineOf(grinder, 1)],
    paymentToken: 'approve',
    upon: {},
    ends: ['OrderCancelled', 'PaymentCancelled', 'StockReleased'],
    status: 'cancelled',
    reason: 'out-of-stock',
  },
  {
    title: 'a mug, with a card that is declined',
    lines: [lineOf(mug, 1)],
    paymentToken: 'decline',
    upon: {},
    ends: ['OrderCancelled', 'StockReleased'],
    status: 'cancelled',
    reason: 'payment-declined',
  },
  {
    title: 'a mug, with a gateway that does not answer',
    lines: [lineOf(mug, 1)],
    paymentToken: 'timeout',
    upon: {},
    ends: ['OrderCancelled', 'StockReleased', 'PaymentVoided'],
    status: 'cancelled',
    reason: 'payment-timed-out',
  },
  {
    title: 'two mugs, of which one comes back',
    lines: [lineOf(mug, 2)],
    paymentToken: 'approve',
    upon: {
      ...delivered,
      OrderCompleted: [customerSendsBack(mug.sku, 1)],
      ReturnRequested: [goodsArrive],
    },
    ends: ['ShipmentDelivered', 'PaymentRefunded', 'ReturnCompleted'],
    status: 'completed',
  },
  {
    title: 'a teapot, for a customer whom the CRM suspended',
    by: 'mallory',
    lines: [lineOf(teapot, 1)],
    paymentToken: 'approve',
    upon: {},
    ends: [],
    status: 'refused',
    reason: 'customer-blocked',
  },
  {
    title: 'a teapot, at half its price',
    lines: [lineOf(teapot, 1, priceOf(teapot.sku) / 2)],
    paymentToken: 'approve',
    upon: {},
    ends: [],
    status: 'refused',
    reason: 'price-not-allowed',
  },
];
