/**
 * Waits before trying again: a random time up to a bound that doubles.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
import { setTimeout } from 'node:timers/promises';

const firstBound = 10;
const lastBound = 500;

/** @param tried how often it was tried already, from 1; the bound goes from 10 ms to 500 ms */
export const fullJitter = async (tried: number): Promise<void> => {
  await setTimeout(Math.random() * Math.min(lastBound, firstBound * 2 ** (tried - 1)));
};
