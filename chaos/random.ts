/** Numbers that look random and are the same again for the same seed. */

export interface Random {
  /** From 0 to below 1. */
  readonly next: () => number;
  /** A whole number from `lowest` to `highest`, both possible. */
  readonly between: (lowest: number, highest: number) => number;
  readonly oneOf: <Item>(items: readonly Item[]) => Item;
  /** One of the items, each as likely as its weight says. */
  readonly weighted: <Item extends { readonly weight: number }>(items: readonly Item[]) => Item;
}

/** Mulberry32: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export const seeded = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const oneOf = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(next() * items.length)];
    if (item === undefined) throw new Error('there is nothing to choose from');
    return item;
  };
  return {
    next,
    between: (lowest, highest) => lowest + Math.floor(next() * (highest - lowest + 1)),
    oneOf,
    weighted: (items) => {
      let left = next() * items.reduce((sum, { weight }) => sum + weight, 0);
      const chosen = items.find(({ weight }) => {
        left -= weight;
        return left < 0;
      });
      return chosen ?? oneOf(items);
    },
  };
};
