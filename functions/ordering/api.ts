/** Lambda: orders, prices and customers over HTTP. */
import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { v5, v7 } from 'uuid';
import type { OrderPlaced } from '../../schemas/ordering/order/contract.gen.ts';
import { isRefusal, refuse } from '../platform/commit/decider.ts';
import { httpApi, refused, route } from '../platform/http/http.ts';
import { isOperator, refuseUnlessOperator } from '../platform/http/operators.ts';
import type { HttpEvent } from '../platform/http/request.ts';
import { limited } from '../platform/limited.ts';
import { observed } from '../platform/observed.ts';
import type * as z from '../platform/zod.ts';
import { admission, type Known } from './admission.ts';
import { customerView } from './customer/customer-view.ts';
import { readCustomer } from './customer/routes.ts';
import { orderHistory } from './order-history.ts';
import { totalOf } from './order-request.ts';
import { orderView } from './order-view.ts';
import { readPrice, setPrice } from './price/routes.ts';
import { cancelOrder, placeOrder, readHistory, readOrder } from './routes.ts';
import { customers, orderJournal, orders, prices } from './wiring.ts';

/** Under an Idempotency-Key the order's id follows from the key, so that a repeat meets its own commit record. */
const keyNamespace = '0191d0a4-8f5e-7c63-9f0b-3d3c5a1e7b42';

/** Prices that are read at the same time. */
const concurrency = 16;

const knownOf = async ({ customerId, lines }: OrderPlaced): Promise<Known> => {
  const [customer, priced] = await Promise.all([
    customers.read(customerId),
    limited(concurrency, lines, async ({ sku }) => [sku, (await prices.read(sku)).state] as const),
  ]);
  return { customer, prices: new Map(priced) };
};

const place = route(placeOrder.body, async ({ body, caller, cause, idempotencyKey }) => {
  const orderId = idempotencyKey === undefined ? v7() : v5(idempotencyKey, keyNamespace);
  const order = { orderId, customerId: caller.name, ...body, total: totalOf(body), placedAt: Date.now() };
  const refusal = admission(order, await knownOf(order));
  const outcome = await orders.handle({ type: 'PlaceOrder', data: { orderId, order, refusal } }, cause);
  if (isRefusal(outcome)) throw refused(outcome);
  // Relative to /orders, so that it holds under any base path.
  return { status: 202, headers: { location: `orders/${orderId}` }, body: { orderId } };
});

const read = route(readOrder.body, async ({ parameters: { id = '' }, caller }) => {
  const { state } = await orders.read(id);
  return { status: 200, body: orderView(id, state, caller) };
});

const cancel = route(cancelOrder.body, async ({ parameters: { id = '' }, caller, cause }) => {
  const owner = isOperator(caller) ? {} : { customerId: caller.name };
  const data = { orderId: id, reason: 'customer', ...owner, at: Date.now() } as const;
  const outcome = await orders.handle({ type: 'CancelOrder', data }, cause);
  if (isRefusal(outcome)) throw refused(outcome);
  return { status: 202, body: { orderId: id } };
});

const history = route(readHistory.body, async ({ parameters: { id = '' }, caller }) => {
  const { state } = await orders.read(id);
  // Who may not see the order may not see its history.
  orderView(id, state, caller);
  return { status: 200, body: { orderId: id, commits: orderHistory(await orderJournal(id)) } };
});

const customer = route(readCustomer.body, async ({ parameters: { id = '' }, caller }) => ({
  status: 200,
  body: customerView(id, await customers.read(id), caller),
}));

const pricesOf = async (sku: string): Promise<z.infer<typeof readPrice.answer.body>> => {
  const { state } = await prices.read(sku);
  return { sku, prices: [...state.prices] };
};

const set = route(setPrice.body, async ({ parameters: { sku = '' }, body, caller, cause }) => {
  refuseUnlessOperator(caller);
  const data = { sku, ...body, setBy: caller.name, setAt: Date.now() };
  const outcome = await prices.handle({ type: 'SetPrice', data }, cause);
  if (isRefusal(outcome)) throw refused(outcome);
  return { status: 200, body: await pricesOf(sku) };
});

const price = route(readPrice.body, async ({ parameters: { sku = '' } }) => {
  const body = await pricesOf(sku);
  if (body.prices.length === 0) throw refused(refuse('unknown-price', `${sku} has no price`));
  return { status: 200, body };
});

export const handler = middy<HttpEvent, APIGatewayProxyStructuredResultV2>()
  .use(observed('ordering.api'))
  .handler(
    httpApi({
      [placeOrder.key]: place,
      [readOrder.key]: read,
      [cancelOrder.key]: cancel,
      [readHistory.key]: history,
      [readCustomer.key]: customer,
      [setPrice.key]: set,
      [readPrice.key]: price,
    }),
  );
