/** When a run is judged: as soon as it adds up, or when nothing is said any more. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Facts, Violation } from './checker/facts.ts';
import type { Watch } from './load/watch.ts';

export interface Judgement {
  readonly facts: Facts;
  readonly violations: readonly Violation[];
}

/** Judges again and again, for compensation goes on after an order's end. @param quiet seconds */
export const judgement = async (
  gathered: () => Promise<Facts>,
  check: (facts: Facts) => readonly Violation[],
  seen: Watch,
  quiet: number,
  say: (line: string) => void,
): Promise<Judgement> => {
  for (;;) {
    const before = seen.counts().heard;
    const facts = await gathered();
    const violations = check(facts);
    if (violations.length === 0) return { facts, violations };
    say(`${violations.length} things do not add up yet`);
    await stillness(seen, quiet);
    if (seen.counts().heard === before) return { facts, violations };
  }
};

/** Resolves when nothing was said for so long. @param quiet seconds */
export const stillness = async (seen: Watch, quiet: number): Promise<void> => {
  let [heard, since] = [seen.counts().heard, Date.now()];
  while (Date.now() < since + quiet * 1_000) {
    await sleep(200);
    const now = seen.counts().heard;
    if (now !== heard) [heard, since] = [now, Date.now()];
  }
};
