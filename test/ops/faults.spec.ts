/** Where a head and its journal disagree, and when a head can be rebuilt. */
import { describe, expect, it } from 'vitest';
import { faultsIn } from '../../ops/journal/faults.ts';
import { refusalOf } from '../../ops/journal/rebuild-head.ts';
import { isWithin } from '../../ops/journal/republish.ts';

const entry = (version: number, count = 1, at = 0) => ({
  version,
  events: Array.from({ length: count }, () => ({ type: 'Happened', data: {} })),
  at,
  cause: `cause-${version}`,
  by: 'ada',
  correlationId: 'c',
});
const state = { status: 'placed', lines: [{ sku: 'A', quantity: 1 }] };
const told = (...entries: readonly ReturnType<typeof entry>[]) => {
  const head = { version: entries.at(-1)?.version ?? 0, state };
  return { head, entries, folded: head };
};

describe('faults', () => {
  it('are none when the journal tells the head', () => {
    expect(faultsIn(told(entry(2, 2), entry(3)))).toEqual([]);
  });

  it('are none for what only looks different before it was stored', () => {
    const history = told(entry(1));
    const folded = { version: 1, state: { ...state, note: undefined, held: -0 } };
    const head = { version: 1, state: { ...state, held: 0 } };
    expect(faultsIn({ ...history, head, folded })).toEqual([]);
  });

  it('name each field that differs', () => {
    const history = told(entry(1));
    const lines = [{ sku: 'A', quantity: 2 }];
    const head = { version: 1, state: { status: 'placed', lines, extra: true } };
    expect(faultsIn({ ...history, head })).toEqual([
      'state.lines.0.quantity is 2, by the journal 1',
      'state.extra is true, by the journal missing',
    ]);
  });

  it('tell a list from an object', () => {
    const history = told(entry(1));
    const head = { version: 1, state: { ...state, lines: {} } };
    expect(faultsIn({ ...history, head })).toEqual([
      'state.lines is {}, by the journal [{"sku":"A","quantity":1}]',
    ]);
  });

  it('name versions that no commit accounts for, also the first ones', () => {
    expect(faultsIn(told(entry(2), entry(5, 2)))).toEqual([
      'the journal has no commit for versions 1 to 1',
      'the journal has no commit for versions 3 to 3',
    ]);
  });

  it('name versions that two commits account for', () => {
    expect(faultsIn(told(entry(2, 2), entry(3, 2)))).toEqual([
      'the journal has more than one commit for versions 2 to 2',
    ]);
  });

  it('name a head that is behind, or alone, or missing', () => {
    const history = told(entry(1), entry(2));
    expect(faultsIn({ ...history, head: { version: 1, state } })).toEqual([
      'the head is at version 1, the journal at 2',
    ]);
    expect(faultsIn({ ...told(), head: { version: 4, state } })).toEqual([
      'there is a head at version 4, and no journal',
    ]);
    expect(faultsIn({ ...history, head: undefined })).toEqual([
      'there is no head, and a journal of 2 events',
    ]);
    expect(faultsIn({ ...told(), head: undefined })).toEqual(['there is neither a head nor a journal']);
  });
});

describe('a head', () => {
  it('can be rebuilt when it is missing, behind or wrong', () => {
    const history = told(entry(1), entry(2));
    expect(refusalOf({ ...history, head: undefined })).toBeUndefined();
    expect(refusalOf({ ...history, head: { version: 1, state } })).toBeUndefined();
    expect(refusalOf({ ...history, head: { version: 2, state: {} } })).toBeUndefined();
  });

  it('cannot be rebuilt from a journal that lacks something', () => {
    expect(refusalOf(told())).toContain('no journal');
    expect(refusalOf(told(entry(2)))).toContain('no commit for versions 1 to 1');
    expect(refusalOf({ ...told(entry(1)), head: { version: 3, state } })).toContain('used twice');
  });
});

describe('a commit', () => {
  it('is within the versions that it has a part in', () => {
    const commit = entry(4, 2);
    expect([1, 2, 3, 4, 5].map((version) => isWithin({ from: version, to: version }, commit))).toEqual([
      false,
      false,
      true,
      true,
      false,
    ]);
    expect(isWithin({}, commit)).toBe(true);
  });

  it('is within a span from its first millisecond to before its last', () => {
    const commit = entry(1, 1, 100);
    expect(isWithin({ since: 100, until: 101 }, commit)).toBe(true);
    expect(isWithin({ since: 101 }, commit)).toBe(false);
    expect(isWithin({ until: 100 }, commit)).toBe(false);
  });
});
