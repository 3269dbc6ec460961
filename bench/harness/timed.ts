/** How fast something goes. */

/** @returns times a second */
export const perSecond = (times: number, work: () => void): number => {
  const startedAt = performance.now();
  work();
  return (times * 1_000) / (performance.now() - startedAt);
};

/** @returns times a second */
export const perSecondOf = async (times: number, work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return (times * 1_000) / (performance.now() - startedAt);
};
