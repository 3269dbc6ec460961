/** What ordering's API takes and answers. */
import { z } from 'zod';
import type { RouteDescription } from '../platform/route-description.ts';
import { orderRequest } from './order-request.ts';

const orderId = z.string().describe('The order, a UUID.');
const time = z.int().describe('Milliseconds since 1970, UTC.');
const known = z.strictObject({ orderId });
const unknown = { status: 404, type: 'unknown-order', when: 'there is no such order, or it is another’s' };

/** An order as its customer sees it. */
const order = z.strictObject({
  orderId,
  customerId: z.string().describe('Who ordered.'),
  lines: orderRequest.shape.lines,
  total: z.int().describe('The sum of all lines, in minor units.'),
  currency: orderRequest.shape.currency,
  placedAt: time,
  status: z.enum(['placed', 'confirmed', 'cancelled']),
  confirmedAt: time.optional(),
  reason: z.string().optional().describe('Why it was cancelled.'),
  cancelledAt: time.optional(),
});

export const placeOrder = {
  key: 'POST /orders',
  summary: 'Place an order',
  body: orderRequest,
  answer: {
    status: 202,
    description: 'Placed; stock and payment follow.',
    body: known,
    headers: { location: 'Where to read the order, relative to this address.' },
  },
  problems: [],
} satisfies RouteDescription;

export const readOrder = {
  key: 'GET /orders/{id}',
  summary: 'Read an order',
  body: z.undefined(),
  answer: { status: 200, description: 'The order as it is now.', body: order },
  problems: [unknown],
} satisfies RouteDescription;

export const cancelOrder = {
  key: 'POST /orders/{id}/cancellation',
  summary: 'Cancel an order',
  body: z.strictObject({}).optional(),
  answer: { status: 202, description: 'Cancelled; whatever happened so far is compensated.', body: known },
  problems: [unknown],
} satisfies RouteDescription;

export const routes: readonly RouteDescription[] = [placeOrder, readOrder, cancelOrder];
