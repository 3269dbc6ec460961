/** Whether a run says what the run before it said. */
import type { Comparison } from './contest.ts';
import type { Result } from './result.ts';

export interface Repeated {
  /** Ratios that both runs have. */
  readonly all: number;
  /** Those whose median, the time before, lies outside of what this run saw. */
  readonly others: readonly (Comparison & { readonly before: number })[];
}

export const repeated = ({ comparisons, before }: Pick<Result, 'comparisons' | 'before'>): Repeated => {
  const known = comparisons.flatMap((comparison) => {
    const isIt = ({ what, peer }: Pick<Comparison, 'what' | 'peer'>): boolean =>
      what === comparison.what && peer === comparison.peer;
    const then = before?.ratios.find(isIt);
    return then === undefined ? [] : [{ ...comparison, before: then.median }];
  });
  const isOutside = ({ before: median, ratio }: (typeof known)[number]): boolean =>
    median < ratio.min || median > ratio.max;
  return { all: known.length, others: known.filter(isOutside) };
};
