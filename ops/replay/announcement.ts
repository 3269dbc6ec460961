/** Says what a replay in place will do, before anybody is asked. */
import { styleText } from 'node:util';
import type { Repeat } from './effects.ts';
import { type PlannedPartition, recordsIn } from './plan.ts';

export const announcement = (
  consumer: string,
  plan: readonly PlannedPartition[],
  { meaning, reachesOutside }: Repeat,
): string => {
  const lost = plan.reduce((sum, { gone }) => sum + gone, 0);
  const skipped = plan.reduce((sum, { skipped: some }) => sum + some, 0);
  return [
    styleText('bold', `${consumer} will handle ${recordsIn(plan)} records, the first of them again:`),
    ...plan.map(
      ({ topic, partition, committed, target, records }) =>
        `  ${topic}-${partition}: from ${committed} to ${target}, ${records} records until its end`,
    ),
    ...(lost > 0
      ? [
          styleText(
            'yellow',
            `  ${lost} older records are gone: their time is over. It starts at the oldest.`,
          ),
        ]
      : []),
    ...(skipped > 0
      ? [styleText('red', `  ${skipped} records that it has not handled yet would be PASSED OVER.`)]
      : []),
    'Its mappings are paused, its consumer groups moved, and its mappings resumed. Nothing is lost meanwhile: Kafka keeps it.',
    reachesOutside ? styleText('yellow', meaning) : meaning,
  ].join('\n');
};
