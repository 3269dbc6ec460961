/** What returns' API takes and answers. */
import { operatorsOnly } from '../platform/http/operators.ts';
import type { RouteDescription } from '../platform/http/route-description.ts';
import * as z from '../platform/zod.ts';
import { returnRequest } from './return-request.ts';

const returnId = z.string().check(z.describe('The return, a UUID.'));
const time = z.int().check(z.describe('Milliseconds since 1970, UTC.'));
const known = z.strictObject({ returnId });
const unknown = { status: 404, type: 'unknown-return', when: 'there is no such return, or it is another’s' };
const ended = { status: 409, type: 'return-ended', when: 'it is completed, rejected or expired' };

const line = z.strictObject({
  sku: z.string(),
  quantity: z.int(),
  unitPrice: z.int().check(z.describe('What a unit cost, in minor units.')),
  status: z
    .enum(['awaited', 'taken-back', 'released', 'sent-back'])
    .check(z.describe('Where the units are.')),
});

const waitsFor = z.strictObject({
  what: z.string().check(z.describe('The goods, or the reply that is due.')),
  skus: z.optional(z.array(z.string())).check(z.describe('The lines whose reply is due.')),
  since: time,
  until: z.optional(time).check(z.describe('When it is given up.')),
  attempt: z.optional(z.int()).check(z.describe('How often it was asked for.')),
});

/** A return as its customer and operators see it. */
const shown = z.strictObject({
  returnId,
  orderId: z.string(),
  customerId: z.string().check(z.describe('Who sends the goods back.')),
  lines: z.array(line),
  amount: z.int().check(z.describe('What is refunded, in minor units.')),
  currency: z.string().check(z.describe('ISO 4217.')),
  reason: z.string(),
  requestedAt: time,
  status: z.enum(['requested', 'underway', 'escalated', 'completed', 'rejected', 'expired']),
  step: z.optional(z.enum(['taking-back', 'refunding', 'releasing', 'sending-back'])),
  warehouse: z.optional(z.string()).check(z.describe('Where the goods arrived.')),
  waitsFor: z.optional(waitsFor),
  escalatedAt: z.optional(time).check(z.describe('Since when a person is asked to look.')),
  refusal: z.optional(z.string()).check(z.describe('Why payment refused.')),
  endedAt: z.optional(time),
});

export const requestReturn = {
  key: 'POST /returns',
  summary: 'Request a return',
  scopes: ['returns:write'],
  body: returnRequest,
  answer: {
    status: 202,
    description: 'Requested; it waits for the goods.',
    body: known,
    headers: { location: 'Where to read the return, relative to this address.' },
  },
  problems: [
    { status: 404, type: 'unknown-order', when: 'there is no such order, or it is another’s' },
    { status: 409, type: 'order-not-completed', when: 'the order has not ended well, or not yet' },
    { status: 409, type: 'too-many-units', when: 'all returns together would exceed what was ordered' },
  ],
} satisfies RouteDescription;

export const readReturn = {
  key: 'GET /returns/{id}',
  summary: 'Read a return',
  scopes: ['returns:read'],
  body: z.undefined(),
  answer: { status: 200, description: 'The return as it is now.', body: shown },
  problems: [unknown],
} satisfies RouteDescription;

export const receiveReturn = {
  key: 'POST /returns/{id}/receipt',
  summary: 'Record that the goods of a return arrived',
  scopes: ['returns:handle'],
  body: z.strictObject({
    warehouse: z
      .string()
      .check(
        z.regex(/^[A-Za-z0-9][\w.-]{0,63}$/, 'expected 1 to 64 letters, digits, dots, dashes or underscores'),
        z.describe('Where the goods arrived.'),
      ),
  }),
  answer: { status: 202, description: 'Recorded; stock, money and stock again follow.', body: known },
  problems: [
    unknown,
    operatorsOnly,
    { status: 409, type: 'received-elsewhere', when: 'another warehouse has them already' },
    ended,
  ],
} satisfies RouteDescription;

export const retryReturn = {
  key: 'POST /returns/{id}/retry',
  summary: 'Ask again for the step of a return that waits for a reply',
  scopes: ['returns:handle'],
  body: z.optional(z.strictObject({})),
  answer: { status: 202, description: 'Asked again; what was done before is not done twice.', body: known },
  problems: [
    unknown,
    operatorsOnly,
    { status: 409, type: 'nothing-is-out', when: 'it waits for the goods' },
    ended,
  ],
} satisfies RouteDescription;

export const routes: readonly RouteDescription[] = [requestReturn, readReturn, receiveReturn, retryReturn];
