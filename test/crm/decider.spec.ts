/** The rules of a counterparty. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CounterpartyRow, type CounterpartyState, counterparty } from '../../functions/crm/decider.ts';
import { isRefusal } from '../../functions/platform/commit/decider.ts';
import type { CounterpartyEvent } from '../../schemas/crm/counterparty/contract.gen.ts';
import { specificationOf } from '../platform/specification.ts';

const { given } = specificationOf(counterparty);
const cptyNo = 'ADA';
const said = (lstUpd: number, rest: Partial<CounterpartyRow> = {}): CounterpartyRow => ({
  cptyNo,
  nm1: 'Lovelace',
  nm2: 'Ada',
  emailAdr: 'ada@example.com',
  langCd: 'E',
  statCd: 'A',
  lstUpd,
  ...rest,
});
const record = (lstUpd: number, rest: Partial<CounterpartyRow> = {}) =>
  ({ type: 'RecordCounterparty', data: said(lstUpd, rest) }) as const;
const registered = (lstUpd: number, rest: Partial<CounterpartyRow> = {}): CounterpartyEvent => ({
  type: 'CounterpartyRegistered',
  data: said(lstUpd, rest),
});
const amended = (lstUpd: number, rest: Partial<CounterpartyRow> = {}): CounterpartyEvent => ({
  type: 'CounterpartyAmended',
  data: said(lstUpd, rest),
});
const closed = (lstUpd: number): CounterpartyEvent => ({
  type: 'CounterpartyClosed',
  data: { cptyNo, lstUpd },
});

describe('a counterparty', () => {
  it('is registered when it is seen for the first time', () => {
    given().when(record(1)).happens(registered(1));
    given()
      .when(record(1, { statCd: 'S' }))
      .happens(registered(1, { statCd: 'S' }));
  });

  it.each([{ nm1: 'King' }, { nm2: 'Augusta' }, { emailAdr: '' }, { langCd: 'F' }, { statCd: 'S' }] as const)(
    'is amended when a later row says otherwise: %o',
    (change) => {
      given(registered(1)).when(record(2, change)).happens(amended(2, change));
      given(registered(1, change)).when(record(2)).happens(amended(2));
    },
  );

  it('is unchanged when a row says what is known', () => {
    given(registered(1)).when(record(1)).changesNothing();
    given(registered(1), amended(2, { nm1: 'King' }))
      .when(record(2, { nm1: 'King' }))
      .changesNothing();
    given(registered(1), closed(2))
      .when(record(2, { statCd: 'X' }))
      .changesNothing();
  });

  it('is amended when only its time moved, so that a row from between is stale', () => {
    given(registered(1)).when(record(3)).happens(amended(3));
    given(registered(1), amended(3))
      .when(record(2, { nm1: 'Byron' }))
      .isRefused('stale');
    given(registered(1), closed(2))
      .when(record(4, { statCd: 'X' }))
      .happens(closed(4));
    given(registered(1), closed(2), closed(4)).when(record(3)).isRefused('stale');
  });

  it('is closed', () => {
    given(registered(1))
      .when(record(2, { statCd: 'X' }))
      .happens(closed(2));
  });

  it('is closed even when it was never seen, so that an older row does not open it', () => {
    given()
      .when(record(2, { statCd: 'X' }))
      .happens(closed(2));
    given(closed(2)).when(record(1)).isRefused('stale');
  });

  it('is registered again after it was closed', () => {
    given(registered(1), closed(2)).when(record(3)).happens(registered(3));
    given(registered(1), closed(2), registered(3))
      .when(record(4, { nm1: 'King' }))
      .happens(amended(4, { nm1: 'King' }));
  });

  it('does not go back in time', () => {
    given(registered(2))
      .when(record(1, { nm1: 'Byron' }))
      .isRefused('stale');
    given(registered(2)).when(record(1)).isRefused('stale');
    given(registered(1), amended(3, { nm1: 'King' }))
      .when(record(2, { nm1: 'Byron' }))
      .isRefused('stale');
    given(registered(1), closed(3)).when(record(2)).isRefused('stale');
    given(registered(3))
      .when(record(2, { statCd: 'X' }))
      .isRefused('stale');
  });

  it('is not two things at the same time', () => {
    given(registered(1))
      .when(record(1, { nm1: 'King' }))
      .isRefused('contradicting');
    given(registered(1))
      .when(record(1, { statCd: 'X' }))
      .isRefused('contradicting');
    given(registered(1), closed(2)).when(record(2)).isRefused('contradicting');
  });

  it('keeps what was said last', () => {
    given().leaves({ status: 'new' });
    given(registered(1), amended(2, { nm1: 'King' })).leaves({
      status: 'open',
      row: said(2, { nm1: 'King' }),
    });
    given(registered(1), closed(2)).leaves({ status: 'closed', lstUpd: 2 });
  });
});

const anyRow = fc.record({
  cptyNo: fc.constant(cptyNo),
  nm1: fc.constantFrom('Lovelace', 'King', 'Byron'),
  nm2: fc.constantFrom('Ada', ''),
  emailAdr: fc.constantFrom('', 'ada@example.com'),
  langCd: fc.constantFrom('D', 'E'),
  statCd: fc.constantFrom('A' as const, 'S' as const, 'X' as const),
  lstUpd: fc.integer({ min: -3, max: 3 }),
});

const taken = (state: CounterpartyState, row: CounterpartyRow): CounterpartyState => {
  const decision = counterparty.decide({ type: 'RecordCounterparty', data: row }, state);
  return isRefusal(decision) ? state : decision.reduce(counterparty.evolve, state);
};
const endOf = (rows: readonly CounterpartyRow[], from = counterparty.initial) => rows.reduce(taken, from);

describe('any rows', () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const always = { seed, numRuns: 2_000 };
  it.each([['seed', seed]])('are drawn by %s %i', () => expect(seed).toBeGreaterThanOrEqual(0));

  it('have their effect once: a repeat of each, and of all, changes nothing', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 8 }), (rows) => {
        const once = endOf(rows);
        expect(endOf(rows, once)).toEqual(once);
        expect(rows.reduce((state, row) => taken(taken(state, row), row), counterparty.initial)).toEqual(
          once,
        );
      }),
      always,
    );
  });

  it('never move back in time', () => {
    const timeOf = (state: CounterpartyState) =>
      state.status === 'open' ? state.row.lstUpd : state.status === 'closed' ? state.lstUpd : -Infinity;
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 8 }), anyRow, (rows, row) => {
        const before = endOf(rows);
        expect(timeOf(taken(before, row))).toBeGreaterThanOrEqual(timeOf(before));
      }),
      always,
    );
  });

  it('end with the newest in whatever order they come, when no two are of the same time', () => {
    const distinct = fc
      .uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 8 })
      .chain((times) =>
        fc.tuple(
          fc.constant(times),
          fc.array(fc.constantFrom('A' as const, 'S' as const, 'X' as const), {
            minLength: times.length,
            maxLength: times.length,
          }),
        ),
      );
    fc.assert(
      fc.property(distinct, ([times, statuses]) => {
        const rows = times.map((time, n) => said(time, { nm1: `N${time % 3}`, statCd: statuses[n] ?? 'A' }));
        const [newest = said(0)] = [...rows].sort((a, b) => b.lstUpd - a.lstUpd);
        const state = endOf(rows);
        if (newest.statCd === 'X') expect(state.status).toBe('closed');
        else expect(state).toEqual({ status: 'open', row: newest });
      }),
      always,
    );
  });
});
