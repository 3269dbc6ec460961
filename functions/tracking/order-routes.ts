/** The routes of orders. */
import type { RouteDescription } from '../platform/http/route-description.ts';
import * as z from '../platform/zod.ts';
import { answeredByVersion, badPage, next, orderId, pageQuery, time } from './route-parts.ts';

/** All but the id come with the events that tell them, each from its own topic. */
const summary = z.strictObject({
  orderId,
  customerId: z.optional(z.string()).check(z.describe('Who ordered.')),
  status: z
    .optional(z.string())
    .check(z.describe('placed, confirmed, cancelling, dispatched, completed or cancelled.')),
  reason: z.optional(z.string()).check(z.describe('Why it was cancelled.')),
  placedAt: z.optional(time),
  total: z.optional(z.int()).check(z.describe('In minor units of the currency.')),
  currency: z.optional(z.string()).check(z.describe('ISO 4217.')),
  deliveredAt: z.optional(time),
  waitsFor: z
    .optional(
      z.strictObject({
        step: z.string(),
        since: time,
        what: z.string().check(z.describe('Who has to say what.')),
      }),
    )
    .check(z.describe('What it waits for; nothing when it has ended.')),
});

const place = {
  source: z.string().check(z.describe('Who said it: `/<context>/<aggregate>`.')),
  sequence: z.int().check(z.describe('Its place among all events of that aggregate, from 1.')),
};

const entry = z.strictObject({
  at: time,
  ...place,
  type: z.string().check(z.describe('The event.')),
  text: z.string().check(z.describe('What happened, in a few words.')),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const readTimeline = {
  key: 'GET /orders/{id}',
  summary: 'Read the timeline of an order',
  scopes: ['orders:read'],
  body: z.undefined(),
  answer: {
    status: 200,
    description: 'Everything that happened to the order, whoever said it, in the order of its times.',
    body: z.extend(summary, {
      entries: z.array(entry),
      missing: z
        .array(z.strictObject({ ...place, subject: z.string() }))
        .check(
          z.describe(
            'Events that must have happened and are not here: not heard, or not known to this version.',
          ),
        ),
    }),
    headers: answeredByVersion,
  },
  problems: [{ status: 404, type: 'unknown-order', when: 'there is no such order, or it is another’s' }],
} satisfies RouteDescription;

export const listOrders = {
  key: 'GET /customers/{id}/orders',
  summary: 'List a customer’s orders, the newest first',
  scopes: ['orders:read'],
  body: z.undefined(),
  query: pageQuery,
  answer: {
    status: 200,
    description: 'A page of orders; a new one may take a moment to appear.',
    body: z.strictObject({ orders: z.array(summary), next }),
    headers: answeredByVersion,
  },
  problems: [
    badPage,
    { status: 403, type: 'another-customer', when: 'the caller is neither the customer nor an operator' },
  ],
} satisfies RouteDescription;
