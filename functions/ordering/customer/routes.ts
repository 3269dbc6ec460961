/** What ordering's API tells about customers. */
import type { RouteDescription } from '../../platform/http/route-description.ts';
import * as z from '../../platform/zod.ts';

export const readCustomer = {
  key: 'GET /customers/{id}',
  summary: 'Read a customer',
  scopes: ['customers:read'],
  body: z.undefined(),
  answer: {
    status: 200,
    description: 'The customer as the CRM last told us of them.',
    body: z.strictObject({
      customerId: z.string().check(z.describe('The name of the user.')),
      standing: z.enum(['active', 'blocked', 'closed']).check(z.describe('Only who is active may order.')),
      reason: z.optional(z.string()).check(z.describe('Why they may not order.')),
      name: z.optional(z.string()),
      email: z.optional(z.string()),
      language: z.optional(z.string()).check(z.describe('ISO 639 code.')),
      changedAt: z.int().check(z.describe('When the CRM last changed it: milliseconds since 1970, UTC.')),
    }),
  },
  problems: [
    { status: 404, type: 'unknown-customer', when: 'there is no such customer, or it is somebody else' },
  ],
} satisfies RouteDescription;
