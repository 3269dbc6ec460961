/** Measures who waits in each step, and how long the oldest has: metrics in CloudWatch's embedded format. */
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { SagaStep } from './saga-step.ts';
import type { Timeline } from './timeline.ts';

const namespace = 'Tributary';

/** @param now milliseconds since 1970 */
export const measure = async (
  steps: readonly SagaStep[],
  { waitIn }: Pick<Timeline, 'waitIn'>,
  now: number,
): Promise<void> => {
  for (const { step } of steps) {
    const { count, oldest } = await waitIn(step);
    const seconds = Math.max(0, (now - (oldest?.since ?? now)) / 1_000);
    const metrics = new Metrics({ namespace });
    // An alarm names every dimension of its metric: it must not depend on what the function is called.
    metrics.clearDefaultDimensions();
    metrics.addDimension('Step', step);
    metrics.addMetric('SagasWaiting', MetricUnit.Count, count);
    metrics.addMetric('OldestSagaWaitSeconds', MetricUnit.Seconds, seconds);
    metrics.publishStoredMetrics();
  }
};
