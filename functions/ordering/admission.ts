/** Whether an order is taken: its customer and its prices, against what we know of both. */
import type { OrderPlaced } from '../../schemas/ordering/order/contract.gen.ts';
import { type Refusal, refuse } from '../platform/commit/decider.ts';
import type { Customer } from './customer/projection.ts';
import { type PriceState, priceIn } from './price/decider.ts';

/** What we know when the order comes; it may be a moment old. */
export interface Known {
  readonly customer: Customer | undefined;
  /** By SKU. */
  readonly prices: ReadonlyMap<string, PriceState>;
}

/** @returns why it is refused, with every line that is at fault; undefined when it is taken */
export const admission = (order: OrderPlaced, { customer, prices }: Known): Refusal | undefined =>
  customerRefusal(order, customer) ?? priceRefusal(order, prices);

const customerRefusal = (
  { customerId }: OrderPlaced,
  customer: Customer | undefined,
): Refusal | undefined => {
  if (customer === undefined) {
    return refuse('customer-unknown', `${customerId} is not among the customers that the CRM told us of`);
  }
  return customer.standing === 'active'
    ? undefined
    : refuse('customer-blocked', `${customerId} may not order: ${customer.reason}`);
};

const priceRefusal = ({ lines, currency }: OrderPlaced, prices: Known['prices']): Refusal | undefined => {
  const priced = lines.map((line) => ({ ...line, price: priceOf(line.sku, currency, prices) }));
  const unknown = priced
    .filter(({ price }) => price === undefined)
    .map(({ sku }) => `${sku} has no price in ${currency}`);
  const notAllowed = priced.flatMap(({ sku, unitPrice, price }) =>
    price === undefined || (price.lowest <= unitPrice && unitPrice <= price.highest)
      ? []
      : [`${sku} was asked for at ${unitPrice}, and costs ${rangeOf(price)}`],
  );
  const detail = [...unknown, ...notAllowed].join('; ');
  if (unknown.length > 0) return refuse('price-unknown', detail);
  return notAllowed.length > 0 ? refuse('price-not-allowed', detail) : undefined;
};

const priceOf = (sku: string, currency: string, prices: Known['prices']) => {
  const state = prices.get(sku);
  return state === undefined ? undefined : priceIn(state, currency);
};

const rangeOf = ({ lowest, highest }: { readonly lowest: number; readonly highest: number }): string =>
  lowest === highest ? String(lowest) : `${lowest} to ${highest}`;
