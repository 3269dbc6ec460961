/** What payment's API takes and answers. */
import type { RouteDescription } from '../platform/http/route-description.ts';
import * as z from '../platform/zod.ts';

const paymentId = z.string().check(z.describe('The payment, which has the id of its order.'));

export const readPayment = {
  key: 'GET /payments/{id}',
  summary: 'Read a payment',
  scopes: ['payments:read'],
  body: z.undefined(),
  answer: {
    status: 200,
    description: 'The payment as it is now.',
    body: z.strictObject({
      paymentId,
      customerId: z.string().check(z.describe('Who pays.')),
      amount: z.int().check(z.describe('In minor units of the currency.')),
      currency: z.string().check(z.describe('ISO 4217.')),
      status: z.enum([
        'new',
        'requested',
        'secured',
        'authorizing',
        'authorized',
        'declined',
        'cancelled',
        'voiding',
        'voided',
        'capturing',
        'captured',
      ]),
      refunded: z.int().check(z.describe('What was given back so far, in minor units.')),
    }),
  },
  problems: [{ status: 404, type: 'unknown-payment', when: 'there is no such payment, or it is another’s' }],
} satisfies RouteDescription;

/** The gateway answers late, and more than once, as it likes. */
export const takeGatewayAnswer = {
  key: 'POST /gateway-answers',
  summary: 'Take an answer of the payment gateway',
  scopes: [],
  body: z.discriminatedUnion('outcome', [
    z.strictObject({
      paymentId: z.string(),
      outcome: z.literal('authorized'),
      authorizationId: z.string(),
      amount: z.int().check(z.describe('What the gateway holds, in minor units of the currency.')),
      currency: z.string().check(z.describe('ISO 4217.')),
    }),
    z.strictObject({ paymentId: z.string(), outcome: z.literal('declined') }),
  ]),
  answer: { status: 202, description: 'Taken, once.', body: z.strictObject({ paymentId }) },
  problems: [{ status: 401, type: 'not-signed', when: 'the signature is not that of the body' }],
  signature: { header: 'x-gateway-signature', description: 'HMAC-SHA256 of the body, in hex.' },
} satisfies RouteDescription;

export const routes: readonly RouteDescription[] = [readPayment, takeGatewayAnswer];
