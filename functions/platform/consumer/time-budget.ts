/** What time is left before a function's deadline, and whether another record fits into it. */

export interface TimeBudget {
  /** Whether a record that takes twice as long as the slowest before it would be cut off. */
  readonly isSpent: () => boolean;
  /** Does it, and remembers how long it took. */
  readonly measured: <Answer>(work: () => Promise<Answer>) => Promise<Answer>;
}

/** For the answer, and for what the SDK's own retries may add: milliseconds. */
const reserve = 10_000;

/** @param remaining milliseconds until the function is cut off */
export const timeBudget = (
  remaining: () => number,
  now: () => number = () => performance.now(),
): TimeBudget => {
  let slowest = 0;
  return {
    isSpent: () => remaining() < Math.max(reserve, 2 * slowest),
    measured: async (work) => {
      const startedAt = now();
      try {
        return await work();
      } finally {
        slowest = Math.max(slowest, now() - startedAt);
      }
    },
  };
};
