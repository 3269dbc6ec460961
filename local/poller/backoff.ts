/** How long to wait before trying again: full jitter, from 0.2 s to 10 s. Lambda does not say how long it waits. */

const first = 200;
const longest = 10_000;

/** @param attempt from 1; @returns milliseconds */
export const backoff = (attempt: number, random: () => number = Math.random): number =>
  random() * Math.min(longest, first * 2 ** Math.min(attempt, 16));
