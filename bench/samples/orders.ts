/** Orders as they are sent, of any number of lines. */
import type { Context } from '../../functions/platform/contract/wire.ts';
import type { OrderPlaced } from '../../schemas/ordering/order/contract.gen.ts';

/** @param run tells the orders of one run from those of others: eight hexadecimal digits */
export const orderOf = (number: number, lines: number, run = '01a20ac4'): OrderPlaced => ({
  orderId: `${run}-6feb-73e7-aaa6-${String(number).padStart(12, '0')}`,
  customerId: `customer-${number}`,
  lines: Array.from({ length: lines }, (_, n) => ({
    sku: `SKU-${number}-${n}`,
    quantity: 1 + (n % 5),
    unitPrice: 990 + number,
  })),
  total: 1_000 + number,
  currency: 'EUR',
  paymentToken: 'approve',
  placedAt: 1_795_470_000_000 + number,
});

export const contextOf = ({ orderId, placedAt }: OrderPlaced): Context => ({
  source: '/ordering/order',
  subject: orderId,
  id: `${orderId}.1`,
  sequence: 1,
  at: placedAt,
  correlationId: orderId,
  causationId: orderId,
});
