/** What ordering's API tells about customers. */
import * as z from 'zod';
import type { RouteDescription } from '../../platform/http/route-description.ts';

export const readCustomer = {
  key: 'GET /customers/{id}',
  summary: 'Read a customer',
  scopes: ['customers:read'],
  body: z.undefined(),
  answer: {
    status: 200,
    description: 'The customer as the CRM last told us of them.',
    body: z.strictObject({
      customerId: z.string().describe('The name of the user.'),
      standing: z.enum(['active', 'blocked', 'closed']).describe('Only who is active may order.'),
      reason: z.string().optional().describe('Why they may not order.'),
      name: z.string().optional(),
      email: z.string().optional(),
      language: z.string().optional().describe('ISO 639 code.'),
      changedAt: z.int().describe('When the CRM last changed it: milliseconds since 1970, UTC.'),
    }),
  },
  problems: [
    { status: 404, type: 'unknown-customer', when: 'there is no such customer, or it is somebody else' },
  ],
} satisfies RouteDescription;
