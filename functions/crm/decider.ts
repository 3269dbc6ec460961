/** The rules of a counterparty: what the old system said last holds, and nothing that it said before. */
import type {
  CounterpartyEvent,
  CounterpartyRegistered,
} from '../../schemas/crm/counterparty/contract.gen.ts';
import { type Decider, type Refusal, refuse } from '../platform/commit/decider.ts';

/** A row of the old system's export. */
export interface CounterpartyRow extends CounterpartyRegistered {
  /** A active, S suspended, X closed. */
  readonly statCd: 'A' | 'S' | 'X';
}

export interface CounterpartyCommand {
  readonly type: 'RecordCounterparty';
  readonly data: CounterpartyRow;
}

export type CounterpartyState =
  | { readonly status: 'new' }
  | { readonly status: 'open'; readonly row: CounterpartyRegistered }
  | { readonly status: 'closed'; readonly lstUpd: number };

export type CounterpartyDecider = Decider<CounterpartyCommand, CounterpartyState, CounterpartyEvent>;

/**
 * LST_UPD alone puts the rows in order, so that a file that is read again, in whole or in part, changes nothing:
 *
 * - A newer row is a change even when only LST_UPD moved, with a column that nobody here reads. Passed over, a row from
 *   between the two would be taken for news, today or when its file is repeated.
 * - A row that says something else at the very time that is known is refused. Taken, it and the row that it contradicts
 *   would undo each other whenever their file is repeated.
 */
const decide: CounterpartyDecider['decide'] = ({ data }, state) => {
  const { cptyNo, lstUpd } = data;
  const known = lstUpdOf(state);
  if (lstUpd > known) return [changeTo(data, state)];
  if (lstUpd < known) {
    return reject('stale', `LST_UPD is older than what is known of ${cptyNo}; the newer row holds`);
  }
  if (saysWhatIsKnown(data, state)) return [];
  return reject('contradicting', `${cptyNo} is known otherwise at this LST_UPD; export it with a newer one`);
};

/** No caller hears of it but the import, which lists it. */
const reject = (reason: 'stale' | 'contradicting', detail: string): Refusal => refuse(reason, detail);

const lstUpdOf = (state: CounterpartyState): number => {
  switch (state.status) {
    case 'new':
      return Number.NEGATIVE_INFINITY;
    case 'open':
      return state.row.lstUpd;
    case 'closed':
      return state.lstUpd;
  }
};

/** One that was closed before it was ever seen is closed all the same, or an older row would open it. */
const changeTo = (data: CounterpartyRow, { status }: CounterpartyState): CounterpartyEvent => {
  const { cptyNo, statCd, lstUpd } = data;
  if (statCd === 'X') return { type: 'CounterpartyClosed', data: { cptyNo, lstUpd } };
  return { type: status === 'open' ? 'CounterpartyAmended' : 'CounterpartyRegistered', data };
};

const saysWhatIsKnown = (data: CounterpartyRow, state: CounterpartyState): boolean => {
  if (state.status !== 'open') return data.statCd === 'X';
  const { nm1, nm2, emailAdr, langCd, statCd } = state.row;
  return (
    data.nm1 === nm1 &&
    data.nm2 === nm2 &&
    data.emailAdr === emailAdr &&
    data.langCd === langCd &&
    data.statCd === statCd
  );
};

const evolve: CounterpartyDecider['evolve'] = (_state, { type, data }) => {
  switch (type) {
    case 'CounterpartyRegistered':
    case 'CounterpartyAmended':
      return { status: 'open', row: data };
    case 'CounterpartyClosed':
      return { status: 'closed', lstUpd: data.lstUpd };
  }
};

export const counterparty: CounterpartyDecider = { initial: { status: 'new' }, decide, evolve };
