/** What notification's API takes and answers. */
import * as z from 'zod';
import type { RouteDescription } from '../platform/http/route-description.ts';

const time = z.int().describe('Milliseconds since 1970, UTC.');

/** A message as its customer sees it. */
const message = z.strictObject({
  orderId: z.string().describe('What it is about.'),
  template: z.enum([
    'order-confirmed',
    'order-cancelled',
    'cancellation-rejected',
    'order-completed',
    'shipment-dispatched',
    'shipment-delivered',
  ]),
  at: time.describe('When its event happened, milliseconds since 1970, UTC.'),
  status: z.enum(['waiting', 'sending', 'sent', 'undeliverable']),
  reason: z.string().optional().describe('Why it is undeliverable.'),
  to: z.string().optional(),
  language: z.enum(['de', 'en', 'fr']).optional(),
  subject: z.string().optional(),
  text: z.string().optional().describe('Its first 20,000 characters.'),
  sentAt: time.optional(),
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
      next: z.string().optional().describe('The cursor of the next page; none on the last.'),
    }),
  },
  problems: [{ status: 404, type: 'unknown-customer', when: 'it is another customer’s' }],
} satisfies RouteDescription;

export const routes: readonly RouteDescription[] = [readMessages];
