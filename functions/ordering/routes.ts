/** What ordering's API takes and answers. */
import type { RouteDescription } from '../platform/http/route-description.ts';
import * as z from '../platform/zod.ts';
import { readCustomer } from './customer/routes.ts';
import { orderRequest } from './order-request.ts';
import { readPrice, setPrice } from './price/routes.ts';

const orderId = z.string().check(z.describe('The order, a UUID.'));
const time = z.int().check(z.describe('Milliseconds since 1970, UTC.'));
const known = z.strictObject({ orderId });
const unknown = { status: 404, type: 'unknown-order', when: 'there is no such order, or it is another’s' };

/** An order as its customer sees it. */
const order = z.strictObject({
  orderId,
  customerId: z.string().check(z.describe('Who ordered.')),
  lines: orderRequest.shape.lines,
  total: z.int().check(z.describe('The sum of all lines, in minor units.')),
  currency: orderRequest.shape.currency,
  placedAt: time,
  status: z.enum(['placed', 'confirmed', 'cancelling', 'dispatched', 'completed', 'cancelled']),
  confirmedAt: z.optional(time),
  dispatchedAt: z.optional(time),
  completedAt: z.optional(time),
  reason: z.optional(z.string()).check(z.describe('Why it was cancelled.')),
  cancelledAt: z.optional(time),
});

export const placeOrder = {
  key: 'POST /orders',
  summary: 'Place an order',
  scopes: ['orders:write'],
  body: orderRequest,
  answer: {
    status: 202,
    description: 'Placed; stock and payment follow.',
    body: known,
    headers: { location: 'Where to read the order, relative to this address.' },
  },
  problems: [
    { status: 409, type: 'customer-unknown', when: 'the CRM never told of the customer' },
    { status: 409, type: 'customer-blocked', when: 'the customer may not order; the detail says why' },
    { status: 409, type: 'price-unknown', when: 'a SKU has no price in the currency; the detail names each' },
    {
      status: 409,
      type: 'price-not-allowed',
      when: 'a unit price is none that is allowed; the detail names each',
    },
  ],
} satisfies RouteDescription;

export const readOrder = {
  key: 'GET /orders/{id}',
  summary: 'Read an order',
  scopes: ['orders:read'],
  body: z.undefined(),
  answer: { status: 200, description: 'The order as it is now.', body: order },
  problems: [unknown],
} satisfies RouteDescription;

export const cancelOrder = {
  key: 'POST /orders/{id}/cancellation',
  summary: 'Cancel an order',
  scopes: ['orders:write'],
  body: z.optional(z.strictObject({})),
  answer: {
    status: 202,
    description: 'Cancelled, or asked for when it is confirmed; whatever happened so far is compensated.',
    body: known,
  },
  problems: [unknown, { status: 409, type: 'already-dispatched', when: 'the order has left' }],
} satisfies RouteDescription;

const cause = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('request'), route: z.string() }),
    z.strictObject({
      kind: z.literal('message'),
      source: z.string().check(z.describe('Who said it, such as /payment/payment.')),
      id: z.string(),
    }),
    z.strictObject({ kind: z.literal('deadline'), id: z.string() }),
    z.strictObject({ kind: z.literal('other'), id: z.string() }),
  ])
  .check(z.describe('What made it happen.'));

const commit = z.strictObject({
  version: z.int().check(z.minimum(1), z.describe('The version of the order after it.')),
  at: time,
  by: z.string().check(z.describe('A user, a consumer, or `deadline`.')),
  correlationId: z.string().check(z.describe('What everything that follows from one request has in common.')),
  cause,
  events: z
    .array(z.strictObject({ type: z.string(), data: z.record(z.string(), z.unknown()) }))
    .check(z.describe('What happened, without what it is paid by.')),
});

export const readHistory = {
  key: 'GET /orders/{id}/history',
  summary: 'Read the history of an order',
  scopes: ['orders:read'],
  body: z.undefined(),
  answer: {
    status: 200,
    description: 'Each change of the order, the first first.',
    body: z.strictObject({ orderId, commits: z.array(commit) }),
  },
  problems: [unknown],
} satisfies RouteDescription;

export const routes: readonly RouteDescription[] = [
  placeOrder,
  readOrder,
  cancelOrder,
  readHistory,
  readCustomer,
  setPrice,
  readPrice,
];
