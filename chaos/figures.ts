/** What a run comes to, in numbers. */
import { type OrderLife, ordersIn } from './checker/orders.ts';
import { isParkedWhole } from './checker/rules/parked.ts';
import type { ChaosResult } from './run.ts';

export interface FaultFigures {
  readonly name: string;
  readonly injected: number;
  /** Times until an order placed after the fault was seen at its end, milliseconds; undefined when none was. */
  readonly p50: number | undefined;
  readonly max: number | undefined;
}

export interface PoisonFigures {
  readonly kind: string;
  readonly times: number;
  /** How often it was found whole in its context's dead-letter queue. */
  readonly parkedWhole: number;
  /** By what its cause was mended before it was redriven; undefined when it was dropped. */
  readonly mendedBy: string | undefined;
  /** Good records of the same keys that waited, and were handled when it was gone. */
  readonly behind: number;
}

export interface Figures {
  readonly seed: number;
  readonly loadSeconds: number;
  readonly seconds: number;
  readonly accepted: number;
  readonly records: number;
  readonly endings: { readonly [ending: string]: number };
  readonly returns: number;
  readonly faults: readonly FaultFigures[];
  readonly injected: number;
  readonly unrecovered: number;
  readonly poisoned: number;
  readonly letters: number;
  readonly poison: readonly PoisonFigures[];
  readonly violations: readonly { readonly rule: string; readonly about: string; readonly what: string }[];
}

export const figuresOf = (seed: number, result: ChaosResult): Figures => {
  const { faults, facts, after, violations, seconds, loadSeconds } = result;
  const orders = [...ordersIn(after.said).values()];
  const endings = Object.groupBy(orders, ({ ending }: OrderLife): string => ending ?? 'none');
  const completed = after.said.filter(({ type }) => type === 'ReturnCompleted');
  return {
    seed,
    loadSeconds,
    seconds,
    accepted: after.accepted.length,
    records: after.said.length,
    endings: Object.fromEntries(Object.entries(endings).map(([name, some = []]) => [name, some.length])),
    returns: new Set(completed.map(({ id }) => id)).size,
    faults: faultFigures(faults),
    injected: faults.length,
    unrecovered: faults.filter(({ recoveredIn }) => recoveredIn === undefined).length,
    poisoned: facts.poisoned.length,
    letters: facts.letters.length,
    poison: poisonFigures(facts),
    violations,
  };
};

const poisonFigures = (facts: ChaosResult['facts']): readonly PoisonFigures[] =>
  [...Map.groupBy(facts.poisoned, ({ kind }) => kind)].map(([kind, some]) => ({
    kind,
    times: some.length,
    parkedWhole: some.filter((poison) => isParkedWhole(poison, facts)).length,
    mendedBy: some[0]?.mendedBy,
    behind: some.reduce((sum, { behind }) => sum + behind.length, 0),
  }));

const faultFigures = (faults: ChaosResult['faults']): readonly FaultFigures[] =>
  [...Map.groupBy(faults, ({ name }) => name)]
    .map(([name, some]) => {
      const times = some.flatMap(({ recoveredIn }) => recoveredIn ?? []).sort((a, b) => a - b);
      return {
        name,
        injected: some.length,
        p50: times[Math.floor((times.length - 1) / 2)],
        max: times.at(-1),
      };
    })
    .sort((a, b) => b.injected - a.injected);
