/** What tracking's API takes and answers. */
import { operatorsOnly } from '../platform/http/operators.ts';
import type { RouteDescription } from '../platform/http/route-description.ts';
import * as z from '../platform/zod.ts';
import { listOrders, readTimeline } from './order-routes.ts';
import { listSagas, listWaiting } from './saga-routes.ts';

export const readProjection = {
  key: 'GET /projection',
  summary: 'See which version of the read model answers, and how far a rebuild is',
  scopes: ['sagas:read'],
  body: z.undefined(),
  answer: {
    status: 200,
    description: 'Every version that is deployed.',
    body: z.strictObject({
      versions: z.array(
        z.strictObject({
          version: z.int(),
          state: z
            .enum(['old', 'live', 'building'])
            .check(z.describe('The live one answers; old ones are still fed.')),
          percent: z.int().check(z.describe('Of the records that the live version handled; rounded down.')),
          handled: z.int(),
          total: z.int(),
          remainingSeconds: z.optional(z.int()).check(z.describe('At the average rate until now.')),
          withoutBeginning: z
            .array(z.string())
            .check(
              z.describe(
                'Partitions whose beginning it never saw: its number was used before. It never goes live.',
              ),
            ),
        }),
      ),
    }),
  },
  problems: [operatorsOnly],
} satisfies RouteDescription;

export const routes: readonly RouteDescription[] = [
  readTimeline,
  listOrders,
  listSagas,
  listWaiting,
  readProjection,
];
