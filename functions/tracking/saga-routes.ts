/** The routes of what orders and returns wait for. */
import { operatorsOnly } from '../platform/http/operators.ts';
import type { RouteDescription } from '../platform/http/route-description.ts';
import * as z from '../platform/zod.ts';
import { answeredByVersion, badPage, next, orderId, pageQuery, time } from './route-parts.ts';
import { sagaStep } from './saga-step.ts';

export const listSagas = {
  key: 'GET /sagas',
  summary: 'See what orders and returns wait for, and since when',
  scopes: ['sagas:read'],
  body: z.undefined(),
  answer: {
    status: 200,
    description: 'Every step, who waits longest in it, and whether that is too long.',
    body: z.strictObject({
      steps: z.array(
        z.extend(sagaStep, {
          waiting: z.int().check(z.describe('How many wait; counted up to a bound.')),
          isMore: z.boolean().check(z.describe('Whether there are more than were counted.')),
          oldest: z.optional(z.string()).check(z.describe('The order or return that waits longest.')),
          oldestSince: z.optional(time),
          isStuck: z.boolean().check(z.describe('Whether the oldest waits longer than the threshold.')),
        }),
      ),
    }),
    headers: answeredByVersion,
  },
  problems: [operatorsOnly],
} satisfies RouteDescription;

export const listWaiting = {
  key: 'GET /sagas/{step}',
  summary: 'List the orders or returns that wait in a step, the oldest first',
  scopes: ['sagas:read'],
  body: z.undefined(),
  query: pageQuery,
  answer: {
    status: 200,
    description: 'A page of them.',
    body: z.strictObject({
      ...sagaStep.shape,
      sagas: z.array(
        z.strictObject({
          saga: z.enum(['order', 'return']),
          id: z.string().check(z.describe('The order, or the return.')),
          orderId,
          status: z.optional(z.string()),
          customerId: z.optional(z.string()),
          since: time,
          escalated: z.boolean().check(z.describe('Whether the saga itself has called for a person.')),
          isStuck: z.boolean(),
        }),
      ),
      next,
    }),
    headers: answeredByVersion,
  },
  problems: [badPage, operatorsOnly, { status: 404, type: 'unknown-step', when: 'there is no such step' }],
} satisfies RouteDescription;
