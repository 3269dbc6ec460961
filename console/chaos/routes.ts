/** What only a laptop has: parts that may be broken. */
import * as z from 'zod';
import { nextPaymentIs } from '../../local/gateway/next-answer.ts';
import type { Stack } from '../../local/stack-file.ts';
import { changing, type Route, reading } from '../server/route.ts';
import type { Bench } from './bench.ts';

const named = z.object({ name: z.string() });
const identified = z.object({ id: z.string() });

export const chaosRoutes = (stack: Stack, bench: Bench): readonly Route[] => [
  reading('/api/chaos', async () => bench.view()),
  changing('/api/chaos/faults', async ({ body }) => {
    await bench.bringAbout(named.parse(body).name);
    return bench.view();
  }),
  changing('/api/chaos/mend', async ({ body }) => {
    await bench.mend(identified.parse(body).id);
    return bench.view();
  }),
  changing('/api/chaos/decline-next', async () => {
    await nextPaymentIs(stack, 'declined');
    return bench.view();
  }),
];
