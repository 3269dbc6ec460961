/** Does what was planned for a block, row by row; what was done before is found done. */

import type { CounterpartyEvent } from '../../schemas/crm/counterparty/contract.gen.ts';
import type { Aggregate } from '../platform/commit/aggregate.ts';
import { isRefusal } from '../platform/commit/decider.ts';
import { limited } from '../platform/limited.ts';
import type { CounterpartyCommand, CounterpartyRow, CounterpartyState } from './decider.ts';
import type { Import } from './import.ts';
import { commandOf, type Plan, rejectionOf } from './plan.ts';
import type { ReadLine, Rejection } from './row.ts';

export type Counterparties = Aggregate<CounterpartyCommand, CounterpartyState, CounterpartyEvent>;

export interface Verdicts {
  readonly accepted: number;
  readonly unchanged: number;
  readonly rejected: readonly Rejection[];
}

interface ReadRow {
  readonly line: number;
  readonly row: CounterpartyRow;
}

const concurrency = 32;

/** Rows of a counterparty in turn, counterparties side by side. */
export const takeOver = async (
  counterparties: Counterparties,
  { importId, correlationId, by }: Pick<Import, 'importId' | 'correlationId' | 'by'>,
  read: readonly ReadLine[],
  { changing, unchanged, rejected }: Plan,
): Promise<Verdicts> => {
  const lines = new Set(changing);
  const rows = read.filter((each): each is ReadRow => 'row' in each && lines.has(each.line));
  const groups = Object.values(Object.groupBy(rows, ({ row }) => row.cptyNo));
  const one = async ({ line, row }: ReadRow): Promise<'accepted' | 'unchanged' | Rejection> => {
    const cause = { id: `import:${importId}:${line}`, by, correlationId };
    const outcome = await counterparties.handle(commandOf(row), cause);
    // Another import, of another file, may have been here since the plan was made.
    if (isRefusal(outcome)) return rejectionOf(line, row, outcome);
    return outcome.events.length > 0 ? 'accepted' : 'unchanged';
  };
  const inTurn = async (group: readonly ReadRow[] = []) => {
    const verdicts: Awaited<ReturnType<typeof one>>[] = [];
    for (const each of group) verdicts.push(await one(each));
    return verdicts;
  };
  const verdicts = (await limited(concurrency, groups, inTurn)).flat();
  const refused = verdicts.filter((verdict) => typeof verdict === 'object');
  return {
    accepted: verdicts.filter((verdict) => verdict === 'accepted').length,
    unchanged: unchanged + verdicts.filter((verdict) => verdict === 'unchanged').length,
    rejected: [...rejected, ...refused].sort((a, b) => a.line - b.line),
  };
};
