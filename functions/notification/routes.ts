/** What notification's API takes and answers. */
import type { RouteDescription } from '../platform/http/route-description.ts';
import * as z from '../platform/zod.ts';

const time = z.int().check(z.describe('Milliseconds since 1970, UTC.'));

/** A message as its customer sees it. */
const message = z.strictObject({
  orderId: z.string().check(z.describe('What it is about.')),
  template: z.enum([
    'order-confirmed',
    'order-cancelled',
    'cancellation-rejected',
    'order-completed',
    'shipment-dispatched',
    'shipment-delivered',
  ]),
  at: time.check(z.describe('When its event happened, milliseconds since 1970, UTC.')),
  status: z.enum(['waiting', 'sending', 'sent', 'undeliverable']),
  reason: z.optional(z.string()).check(z.describe('Why it is undeliverable.')),
  to: z.optional(z.string()),
  language: z.optional(z.enum(['de', 'en', 'fr'])),
  subject: z.optional(z.string()),
  text: z.optional(z.string()).check(z.describe('Its first 20,000 characters.')),
  sentAt: z.optional(time),
});

export const readMessages = {
  key: 'GET /customers/{id}/messages',
  summary: 'Read the messages to a customer',
  scopes: ['messages:read'],
  body: z.undefined(),
  query: { cursor: 'Where to go on, as `next` of the page before said.' },
  answer: {
    status: 200,
    description: 'The messages of the last 90 days, at most 50 at a time, the newest first.',
    body: z.strictObject({
      messages: z.array(message),
      next: z.optional(z.string()).check(z.describe('The cursor of the next page; none on the last.')),
    }),
  },
  problems: [{ status: 404, type: 'unknown-customer', when: 'it is another customer’s' }],
} satisfies RouteDescription;

export const routes: readonly RouteDescription[] = [readMessages];
