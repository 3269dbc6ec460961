/** Lambda: orders over HTTP. */
import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { v5, v7 } from 'uuid';
import { isRefusal } from '../platform/decider.ts';
import { httpApi, refused, route } from '../platform/http.ts';
import { observed } from '../platform/observed.ts';
import type { HttpEvent } from '../platform/request.ts';
import { totalOf } from './order-request.ts';
import { orderView } from './order-view.ts';
import { cancelOrder, placeOrder, readOrder } from './routes.ts';
import { orders } from './wiring.ts';

/** Under an Idempotency-Key the order's id follows from the key, so that a repeat meets its own commit record. */
const keyNamespace = '0191d0a4-8f5e-7c63-9f0b-3d3c5a1e7b42';

const place = route(placeOrder.body, async ({ body, caller, cause, idempotencyKey }) => {
  const orderId = idempotencyKey === undefined ? v7() : v5(idempotencyKey, keyNamespace);
  const order = { orderId, customerId: caller.name, ...body, total: totalOf(body), placedAt: Date.now() };
  const outcome = await orders.handle({ type: 'PlaceOrder', data: { orderId, order } }, cause);
  if (isRefusal(outcome)) throw refused(outcome);
  // Relative to /orders, so that it holds under any base path.
  return { status: 202, headers: { location: `orders/${orderId}` }, body: { orderId } };
});

const read = route(readOrder.body, async ({ parameters: { id = '' }, caller }) => {
  const { state } = await orders.read(id);
  return { status: 200, body: orderView(id, state, caller) };
});

const cancel = route(cancelOrder.body, async ({ parameters: { id = '' }, caller, cause }) => {
  const owner = caller.groups.includes('operators') ? {} : { customerId: caller.name };
  const data = { orderId: id, reason: 'customer', ...owner, at: Date.now() } as const;
  const outcome = await orders.handle({ type: 'CancelOrder', data }, cause);
  if (isRefusal(outcome)) throw refused(outcome);
  return { status: 202, body: { orderId: id } };
});

export const handler = middy<HttpEvent, APIGatewayProxyStructuredResultV2>()
  .use(observed('ordering.api'))
  .handler(
    httpApi({
      [placeOrder.key]: place,
      [readOrder.key]: read,
      [cancelOrder.key]: cancel,
    }),
  );
