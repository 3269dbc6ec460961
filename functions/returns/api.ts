/** Lambda: returns over HTTP. */
import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { v5, v7 } from 'uuid';
import { isRefusal } from '../platform/commit/decider.ts';
import type { Cause } from '../platform/contract/cause.ts';
import { httpApi, refused, route } from '../platform/http/http.ts';
import { refuseUnlessOperator } from '../platform/http/operators.ts';
import type { HttpEvent } from '../platform/http/request.ts';
import { observed } from '../platform/observed.ts';
import type { ReturnCommand } from './decider.ts';
import { keyOf, type OrderRow } from './orders/projection.ts';
import { priced, returnable } from './return-request.ts';
import { returnView } from './return-view.ts';
import { readReturn, receiveReturn, requestReturn, retryReturn } from './routes.ts';
import { admissions, returns, rows } from './wiring.ts';

/** Under an Idempotency-Key the return's id follows from the key, so that a repeat meets its own commit record. */
const keyNamespace = '019ab3a5-3c7e-7d0c-8f59-2f6f0f0b6e11';

const handle = async (command: ReturnCommand, cause: Cause): Promise<void> => {
  const outcome = await returns.handle(command, cause);
  if (isRefusal(outcome)) throw refused(outcome);
};

/** Admitted first, requested then: what stops between the two has cost nothing that a repeat does not find again. */
const request = route(requestReturn.body, async ({ body, caller, cause, idempotencyKey }) => {
  const returnId = idempotencyKey === undefined ? v7() : v5(idempotencyKey, keyNamespace);
  const at = Date.now();
  const { orderId, reason } = body;
  const order = returnable(orderId, await rows.read<OrderRow>(keyOf(orderId)), caller.name);
  if (isRefusal(order)) throw refused(order);
  const admission = await admissions.admit(order, { returnId, lines: body.lines, at });
  if (isRefusal(admission)) throw refused(admission);
  const { customerId, currency } = order;
  const data = { returnId, orderId, customerId, ...priced(body, order), currency, reason, requestedAt: at };
  await handle({ type: 'RequestReturn', data }, cause);
  // Relative to /returns, so that it holds under any base path.
  return { status: 202, headers: { location: `returns/${returnId}` }, body: { returnId } };
});

const read = route(readReturn.body, async ({ parameters: { id = '' }, caller }) => {
  const { state } = await returns.read(id);
  return { status: 200, body: returnView(id, state, caller) };
});

const receive = route(receiveReturn.body, async ({ parameters: { id = '' }, body, caller, cause }) => {
  refuseUnlessOperator(caller);
  const data = { returnId: id, warehouse: body.warehouse, at: Date.now() };
  await handle({ type: 'ReceiveReturn', data }, cause);
  return { status: 202, body: { returnId: id } };
});

const retry = route(retryReturn.body, async ({ parameters: { id = '' }, caller, cause }) => {
  refuseUnlessOperator(caller);
  await handle({ type: 'RetryStep', data: { returnId: id, at: Date.now() } }, cause);
  return { status: 202, body: { returnId: id } };
});

export const handler = middy<HttpEvent, APIGatewayProxyStructuredResultV2>()
  .use(observed('returns.api'))
  .handler(
    httpApi({
      [requestReturn.key]: request,
      [readReturn.key]: read,
      [receiveReturn.key]: receive,
      [retryReturn.key]: retry,
    }),
  );
