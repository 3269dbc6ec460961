/** Random numbers that are the same in every run. https://en.wikipedia.org/wiki/Lehmer_random_number_generator */

/** @returns what gives a number from 0 to below 1 */
export const seeded = (seed: number): (() => number) => {
  let state = BigInt(seed);
  return () => {
    state = (state * 48_271n) % 2_147_483_647n;
    return Number(state) / 2_147_483_647;
  };
};
