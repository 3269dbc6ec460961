/** Judges a run by what was seen of it from outside. */
import type { Facts, Violation } from './facts.ts';
import { ended } from './rules/ended.ts';
import { money } from './rules/money.ts';
import { parked } from './rules/parked.ts';
import { oneMeaning, sequence } from './rules/sequence.ts';
import { stock } from './rules/stock.ts';

/** @returns nothing when every promise was kept */
export const check = (facts: Facts): readonly Violation[] => {
  const healthy = { ...facts, said: withoutPoison(facts) };
  return [ended, sequence, oneMeaning, money, stock, parked].flatMap((rule) => rule(healthy));
};

/** What we put on the topics ourselves nobody answers for. */
const withoutPoison = ({ said, poisoned }: Facts): Facts['said'] => {
  const ours = new Set(
    poisoned.map(({ record: { topic }, partition, offset }) => `${topic}-${partition}@${offset}`),
  );
  return said.filter(({ topic, partition, offset }) => !ours.has(`${topic}-${partition}@${offset}`));
};
