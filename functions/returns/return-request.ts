/** What a customer may send back, against what was ordered. */
import type { ReturnRequested } from '../../schemas/returns/return/contract.gen.ts';
import { type Refusal, refuse } from '../platform/commit/decider.ts';
import { oneLineEach } from '../platform/commit/one-line-each.ts';
import * as z from '../platform/zod.ts';
import type { OrderRow } from './orders/projection.ts';

const line = z.strictObject({
  sku: z
    .string()
    .check(
      z.regex(/^[A-Za-z0-9][\w.-]{0,63}$/, 'expected 1 to 64 letters, digits, dots, dashes or underscores'),
      z.describe('What comes back; one line per SKU.'),
    ),
  quantity: z.int().check(z.minimum(1), z.maximum(10_000)),
});

export const returnRequest = z.strictObject({
  orderId: z.uuid().check(z.describe('The order that the goods were part of.')),
  lines: z.array(line).check(z.minLength(1), z.maxLength(100), z.superRefine(oneLineEach)),
  reason: z
    .string()
    .check(z.trim(), z.minLength(1), z.maxLength(500), z.describe('Why, in the words of the customer.')),
});

export type ReturnRequest = z.infer<typeof returnRequest>;

/** The order that a customer can return goods of. An order of another customer is as unknown as one that there is not. */
export const returnable = (
  orderId: string,
  row: OrderRow | undefined,
  customerId: string,
): OrderRow | Refusal => {
  // A row of which only the end was heard has no customer.
  if (row?.customerId !== customerId) return refuse('unknown-order', `there is no order ${orderId}`);
  if (row.completedAt !== undefined) return row;
  return refuse('order-not-completed', `${orderId} is not completed; cancel it, or wait until it is`);
};

/** The lines of a return at the prices of its order, and their sum. */
export const priced = (
  { lines }: ReturnRequest,
  order: OrderRow,
): Pick<ReturnRequested, 'lines' | 'amount'> => {
  const all = lines.map(({ sku, quantity }) => ({ sku, quantity, unitPrice: priceOf(sku, order) }));
  return { lines: all, amount: all.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0) };
};

/** Nothing was paid for what was not ordered, and it is not admitted either. */
const priceOf = (sku: string, { lines }: OrderRow): number =>
  lines.find((line) => line.sku === sku)?.unitPrice ?? 0;
