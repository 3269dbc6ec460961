/** Who waits for what, as operators see it. */
import type * as z from '../platform/zod.ts';
import type { SummaryRow } from './rows.ts';
import type { listSagas, listWaiting } from './saga-routes.ts';
import { isStuck, type SagaStep } from './saga-step.ts';
import type { Wait } from './timeline.ts';

type StepView = z.infer<typeof listSagas.answer.body>['steps'][number];
type SagaView = z.infer<typeof listWaiting.answer.body>['sagas'][number];

/** @param now milliseconds since 1970 */
export const stepView = (step: SagaStep, { count, isMore, oldest }: Wait, now: number): StepView => ({
  ...step,
  waiting: count,
  isMore,
  ...(oldest?.since !== undefined && { oldestSince: oldest.since, oldest: oldest.id }),
  isStuck: isStuck(step, oldest?.since, now),
});

/** @param now milliseconds since 1970 */
export const sagaView = (step: SagaStep, row: SummaryRow, now: number): SagaView => {
  const { saga, id, status, customerId, since = now, escalated = false } = row;
  const orderId = row.orderId ?? id;
  return { saga, id, orderId, status, customerId, since, escalated, isStuck: isStuck(step, since, now) };
};
