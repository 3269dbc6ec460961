/** What a block of rows will do to the counterparties that are known: decided before anything is done. */

import { isRefusal } from '../platform/commit/decider.ts';
import type { CounterpartyCommand, CounterpartyRow, CounterpartyState } from './decider.ts';
import { counterparty } from './decider.ts';
import type { ReadLine, Rejection } from './row.ts';

export interface Plan {
  /** The lines whose rows change something, in their order. */
  readonly changing: readonly number[];
  readonly unchanged: number;
  readonly rejected: readonly Rejection[];
}

export type Known = ReadonlyMap<string, CounterpartyState>;

export const commandOf = (data: CounterpartyRow): CounterpartyCommand => ({
  type: 'RecordCounterparty',
  data,
});

/** Later rows of a counterparty are decided on what the earlier ones leave. @param known those that exist */
export const planOf = (read: readonly ReadLine[], known: Known): Plan => {
  const states = new Map(known);
  const changing: number[] = [];
  const rejected: Rejection[] = [];
  let unchanged = 0;
  for (const each of read) {
    if ('rejection' in each) {
      rejected.push(each.rejection);
      continue;
    }
    const { line, row } = each;
    const state = states.get(row.cptyNo) ?? counterparty.initial;
    const decision = counterparty.decide(commandOf(row), state);
    if (isRefusal(decision)) rejected.push(rejectionOf(line, row, decision));
    else if (decision.length === 0) unchanged += 1;
    else {
      changing.push(line);
      states.set(row.cptyNo, decision.reduce(counterparty.evolve, state));
    }
  }
  return { changing, unchanged, rejected };
};

export const rejectionOf = (
  line: number,
  { cptyNo }: CounterpartyRow,
  { refused: reason, detail }: { readonly refused: string; readonly detail: string },
): Rejection => ({ line, cptyNo, reason, detail });
