/** Lets only so many through at the same time; the others wait their turn. */

export type Gate = <Answer>(work: () => Promise<Answer>) => Promise<Answer>;

export const gate = (slots: number): Gate => {
  let free = slots;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
};
