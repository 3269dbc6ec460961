/** Chunks: each fits a transaction, ends where a record ends, and stands on the one before. */
import { describe, expect, it } from 'vitest';
import { incoming } from '../../functions/platform/contract/incoming.ts';
import { PermanentFailure } from '../../functions/platform/failure.ts';
import { planOf } from '../../functions/platform/window/plan.ts';
import { type Entry, rowId } from '../../functions/platform/window/step.ts';
import type { Joined, Position } from '../../functions/platform/window/window.ts';
import { type Counted, counted, heardOf, type Tally, tally } from './tally.ts';

const start: Position = { offset: -1, at: 0, version: 0, rest: [] };

const entry = (
  offset: number,
  id: string,
  sequence: number,
  sums: Counted['data']['sums'],
  extra: Partial<Entry<Counted>> = {},
): Entry<Counted> => ({
  record: incoming(counted([0, offset], id, sequence, sums)),
  heard: heardOf(id, sequence, sums),
  redriven: false,
  ...extra,
});

const unwanted = (offset: number): Entry<Counted> => entry(offset, 'x', 1, {}, { heard: undefined });

const planned = (entries: readonly Entry<Counted>[], position = start, recordLimit?: number) => {
  const rows = new Map<string, Joined<Tally>>();
  for (const { heard } of entries) {
    if (heard === undefined) continue;
    const key = tally.keyOf(heard.event);
    rows.set(rowId(key), { key, version: 0, taken: {}, row: undefined });
  }
  return planOf({ position, entries, rows, window: tally, recordLimit });
};

const many = (count: number, prefix = 's'): Counted['data']['sums'] =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`${prefix}${n}`, 1]));

const actionsIn = (chunk: ReturnType<typeof planOf>[number]): number =>
  1 + chunk.rows.length + chunk.additions.length + chunk.parked.length + chunk.redriven.length;

describe('a plan', () => {
  it('writes a sum and a row once, however many events are in them', () => {
    const entries = [1, 2, 3].map((n) => entry(n, 'a', n, { s: n }));
    expect(planned(entries)).toMatchObject([
      {
        position: { offset: 3, at: 1_003, version: 1 },
        rows: [
          { basedOn: 0, joined: { version: 3, row: { count: 3 }, taken: { '/test/tally/a': [1, 2, 3] } } },
        ],
        additions: [{ key: { sk: 's' }, add: { total: 6, times: 3 } }],
        offsets: [1, 2, 3],
      },
    ]);
  });

  it('takes an event of the same sequence once', () => {
    const entries = [entry(1, 'a', 1, { s: 5 }), entry(2, 'a', 1, { s: 5 })];
    const [chunk] = planned(entries);
    expect(chunk).toMatchObject({ position: { offset: 2 }, additions: [{ add: { total: 5, times: 1 } }] });
  });

  it('moves the position over what is not wanted', () => {
    expect(planned([unwanted(4), unwanted(7)])).toMatchObject([
      { position: { offset: 7 }, rows: [], additions: [] },
    ]);
  });

  it('is empty for nothing', () => {
    expect(planned([])).toEqual([]);
  });

  it('ends a chunk where a record ends, before it has more than 100 actions', () => {
    const entries = Array.from({ length: 20 }, (_, n) => entry(n, `id${n}`, 1, many(9, `s${n}-`)));
    const chunks = planned(entries);
    expect(chunks.map(({ offsets }) => offsets.length)).toEqual([9, 9, 2]);
    expect(chunks.map(actionsIn)).toEqual([91, 91, 21]);
    expect(chunks.map(({ position }) => [position.version, position.offset])).toEqual([
      [1, 8],
      [2, 17],
      [3, 19],
    ]);
  });

  it('fills a chunk to 100 actions exactly', () => {
    const chunks = planned([
      entry(0, 'a', 1, many(49)),
      entry(1, 'b', 1, many(48, 't')),
      entry(2, 'c', 1, {}),
    ]);
    expect(chunks.map(actionsIn)).toEqual([100, 2]);
  });

  it('bases a row on what the chunk before left', () => {
    const chunks = planned([entry(0, 'a', 1, { s: 1 }), entry(1, 'a', 2, { s: 1 })], start, 1);
    expect(chunks.map(({ rows }) => rows.map(({ basedOn, joined }) => [basedOn, joined.version]))).toEqual([
      [[0, 1]],
      [[1, 2]],
    ]);
  });

  it('keeps the rest of a record with more sums than a transaction holds, and adds it before all else', () => {
    const chunks = planned([entry(0, 'a', 1, many(250)), entry(1, 'b', 1, { s: 1 })]);
    expect(chunks.map(actionsIn)).toEqual([100, 100, 54, 3]);
    expect(chunks.map(({ position: { offset, rest } }) => [offset, rest.length])).toEqual([
      [0, 152],
      [0, 53],
      [0, 0],
      [1, 0],
    ]);
    const [, second] = chunks;
    const resumed = planned([entry(1, 'b', 1, { s: 1 })], second?.position);
    expect(resumed).toEqual(chunks.slice(2));
  });

  it('adds a rest though nothing new came', () => {
    const [addition] = tally.fold(undefined, heardOf('a', 1, { s: 1 }).event).additions;
    const rest = addition === undefined ? [] : [addition];
    const position = { offset: 5, at: 1, version: 3, rest };
    expect(planned([], position)).toMatchObject([
      { position: { offset: 5, version: 4, rest: [] }, additions: rest },
    ]);
  });

  it('starts a chunk before a sum would be inexact', () => {
    const large = Number.MAX_SAFE_INTEGER - 1;
    const chunks = planned([1, 2].map((n) => entry(n, 'a', n, { s: large })));
    expect(chunks.map(({ additions }) => additions.map(({ add }) => add.total))).toEqual([[large], [large]]);
  });

  it('starts a chunk before its rows have more than 3 MiB', () => {
    const long = 'x'.repeat(300 * 1024);
    const wide = { ...tally, fold: () => ({ row: { count: 1, long }, additions: [] }) };
    const entries = Array.from({ length: 12 }, (_, n) => entry(n, `id${n}`, 1, {}));
    const rows = new Map<string, Joined<Tally>>(
      entries.map((_, n) => {
        const key = { pk: `tally#id${n}`, sk: 'tally' };
        return [rowId(key), { key, version: 0, taken: {}, row: undefined }];
      }),
    );
    const chunks = planOf({ position: start, entries, rows, window: wide });
    expect(chunks.map(({ offsets }) => offsets.length)).toEqual([10, 2]);
  });
});

describe('a record that can never be counted', () => {
  const failure = new PermanentFailure('no such field');
  const folding = (row: () => object, sums: Counted['data']['sums'] = {}) => {
    const [first] = [entry(3, 'a', 1, sums)];
    const key = { pk: 'tally#a', sk: 'tally' };
    const rows = new Map<string, Joined<object>>([
      [rowId(key), { key, version: 0, taken: {}, row: undefined }],
    ]);
    const window = {
      keyOf: () => key,
      fold: () => ({ row: row(), additions: tally.fold(undefined, heardOf('a', 1, sums).event).additions }),
    };
    return planOf({ position: start, entries: [first], rows, window });
  };

  it('is passed over, and parked', () => {
    const chunks = planned([entry(1, 'a', 1, { s: 1 }), entry(2, 'a', 2, {}, { heard: undefined, failure })]);
    expect(chunks).toMatchObject([
      { position: { offset: 2 }, parked: [{ record: { offset: 2 }, error: failure }], additions: [{}] },
    ]);
  });

  it.each([
    ['a sum grows by no integer', () => folding(() => ({}), { s: 0.5 })],
    ['a sum grows by more than a number holds', () => folding(() => ({}), { s: 2 ** 53 })],
    ['its row holds more than a number holds', () => folding(() => ({ count: 2 ** 60 }))],
    ['its row is larger than an item', () => folding(() => ({ text: 'x'.repeat(401 * 1024) }))],
    ['it has too many sums', () => folding(() => ({}), many(1_001))],
    ['it has no sequence', () => planned([entry(3, 'a', Number.NaN, { s: 1 })])],
    [
      'folding says so',
      () =>
        folding(() => {
          throw failure;
        }),
    ],
  ])('is parked when %s', (_why, plan) => {
    const [chunk, ...others] = plan();
    expect(others).toEqual([]);
    expect(chunk).toMatchObject({ position: { offset: 3 }, rows: [], additions: [] });
    expect(
      chunk?.parked.map(({ record: { offset }, error }) => [offset, error instanceof PermanentFailure]),
    ).toEqual([[3, true]]);
  });

  it('is no reason to pass over a fault of ours', () => {
    expect(() =>
      folding(() => {
        throw new TypeError('a bug');
      }),
    ).toThrow(/a bug/);
  });

  it('that comes back is counted, and the position stays where it is', () => {
    const position = { offset: 9, at: 7, version: 4, rest: [] };
    expect(planned([entry(2, 'a', 1, { s: 1 }, { redriven: true })], position)).toMatchObject([
      { position: { offset: 9, at: 7, version: 5 }, redriven: [2], additions: [{}], parked: [] },
    ]);
  });
});
