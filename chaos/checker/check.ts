/** Judges a run by what was seen of it from outside. */
import type { Facts, Rule, Violation } from './facts.ts';
import { ended } from './rules/ended.ts';
import { money } from './rules/money.ts';
import { parked } from './rules/parked.ts';
import { oneMeaning, sequence } from './rules/sequence.ts';
import { stock } from './rules/stock.ts';
import { traceless } from './rules/traceless.ts';

const always: readonly Rule[] = [ended, sequence, oneMeaning, money, stock];

/** @returns nothing when every promise was kept until now */
export const check = (facts: Facts): readonly Violation[] => judged(facts, [...always, parked]);

/** The same, once whatever was parked was redriven or dropped. */
export const checkRedriven = (facts: Facts): readonly Violation[] => judged(facts, [...always, traceless]);

const judged = (facts: Facts, rules: readonly Rule[]): readonly Violation[] => {
  const healthy = { ...facts, said: withoutPoison(facts) };
  return rules.flatMap((rule) => rule(healthy));
};

/** What we put on the topics ourselves nobody answers for. */
const withoutPoison = ({ said, poisoned }: Facts): Facts['said'] => {
  const sent = poisoned.flatMap((poison) => [poison, ...poison.behind]);
  const ours = new Set(
    sent.map(({ record: { topic }, partition, offset }) => `${topic}-${partition}@${offset}`),
  );
  return said.filter(({ topic, partition, offset }) => !ours.has(`${topic}-${partition}@${offset}`));
};
