/** Measures who waits in each step, and how long the oldest has: metrics in CloudWatch's embedded format. */
import { count, type Figure, publishFigures } from '../platform/figures.ts';
import type { SagaStep } from './saga-step.ts';
import type { Timeline } from './timeline.ts';

/** @param now milliseconds since 1970 */
export const measure = async (
  steps: readonly SagaStep[],
  { waitIn }: Pick<Timeline, 'waitIn'>,
  now: number,
): Promise<void> => {
  for (const { step } of steps) {
    const { count: waiting, oldest } = await waitIn(step);
    const longest: Figure = {
      unit: 'Seconds',
      value: Math.max(0, (now - (oldest?.since ?? now)) / 1_000),
    };
    publishFigures({
      dimensions: { Step: step },
      values: { SagasWaiting: count(waiting), OldestSagaWaitSeconds: longest },
    });
  }
};
