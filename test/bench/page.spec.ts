/** The page of results. */
import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../bench/harness/contest.ts';
import { merged } from '../../bench/harness/kept.ts';
import { pageOf } from '../../bench/harness/page.ts';
import type { Result } from '../../bench/harness/result.ts';
import { comparisonTable, figure, markdown } from '../../bench/harness/table.ts';

const spread = (median: number) => ({ median, min: median / 2, max: median * 2 });

const comparison = (changes: Partial<Comparison> = {}): Comparison => ({
  what: 'encode',
  unit: '/s',
  peer: 'raw avsc',
  ours: spread(1_234_567),
  theirs: spread(1_000_000),
  ratio: { median: 1.234, min: 1.1, max: 123.4 },
  goal: { atLeast: 0.9 },
  ...changes,
});

const result = (changes: Partial<Result> = {}): Result => ({
  path: 'wire',
  title: 'Encode and decode',
  rounds: 5,
  seconds: 12.3,
  at: '2026-11-30T02:40:00.000Z',
  machine: { cpu: 'a processor', cores: 2, memoryGb: 24, load: 0.1, versions: { node: '24.21.0' } },
  comparisons: [comparison()],
  ...changes,
});

const none = (): undefined => undefined;

describe('a table', () => {
  it('has figures with three digits that count', () => {
    expect([1_234_567, 12.34, 0.012345].map(figure)).toEqual(['1,230,000', '12.3', '0.0123']);
  });

  it('has a row for each comparison, with goal and verdict', () => {
    const { rows } = comparisonTable([comparison(), comparison({ goal: { atMost: 1.2 }, unit: 'ms' })]);
    expect(rows).toEqual([
      ['encode', 'raw avsc', '1,230,000/s', '1,000,000/s', '1.23 (1.10 to 123)', '≥ 0.9', 'met'],
      ['encode', 'raw avsc', '1,230,000 ms', '1,000,000 ms', '1.23 (1.10 to 123)', '≤ 1.2', '**missed**'],
    ]);
  });

  it('stays a table whatever a cell says', () => {
    expect(markdown({ title: 'T', head: ['a'], rows: [['x|y\nz']] })).toBe(
      'T\n\n| a |\n| --- |\n| x\\|y z |',
    );
  });
});

describe('the page', () => {
  it('says where, when and how each path was measured', () => {
    const page = pageOf([result({ notes: ['a sentence'] })], none);
    expect(page).toContain('## Encode and decode');
    expect(page).toContain(
      '`npm run bench -- --only wire`, 5 rounds, 12 s, 2026-11-30 02:40 UTC, a processor, 2 cores, 24 GB, load 0.1 before it; node 24.21.0.',
    );
    expect(page).toContain('- a sentence');
    expect(page).toContain('1 of 1 goals are met.');
  });

  it('begins with what was missed, and why', () => {
    const missed = comparison({ goal: { atLeast: 2 }, limit: 'It cannot be.' });
    const also = { ...missed, what: 'decode' };
    const page = pageOf(
      [result({ comparisons: [comparison(), missed, comparison({ what: 'beside' }), also] })],
      none,
    );
    expect(page).toContain('2 of 4 goals are met.');
    expect(page).toContain('- Encode and decode, against raw avsc: encode; decode. It cannot be.');
  });

  it('says when a machine had more to do than it has cores', () => {
    const { machine } = result();
    expect(pageOf([result({ machine: { ...machine, load: 2 } })], none)).not.toContain('busy');
    expect(pageOf([result({ machine: { ...machine, load: 2.1 } })], none)).toContain(
      'busy with other things',
    );
  });

  it('shows where the time goes, where that was recorded', () => {
    const page = pageOf([result(), result({ path: 'relay' })], (path) =>
      path === 'relay' ? 'flames/relay.svg' : undefined,
    );
    expect(page.split('## ').map((section) => section.includes('(flames/relay.svg)'))).toEqual([
      ...[false, false, true],
    ]);
  });

  it('says which ratios are not what the run before said', () => {
    const earlier = (median: number, peer = 'raw avsc') => ({
      at: '2026-11-29T01:00:00.000Z',
      ratios: [{ what: 'encode', peer, median }],
    });
    expect(pageOf([result({ before: earlier(1.1) })], none)).toContain(
      'Of 1 ratios, the median of the run before lies within this run’s spread for 1;',
    );
    const page = pageOf([result({ before: earlier(1.09) }), result({ before: earlier(9, 'gone') })], none);
    expect(page).toContain('Of 1 ratios, the median of the run before lies within this run’s spread for 0;');
    expect(page).toContain(
      'The run before, 2026-11-29 01:00 UTC, had another median: encode, against raw avsc: 1.09.',
    );
    expect(pageOf([result()], none)).not.toContain('run before');
  });

  it('counts no goal that nobody set', () => {
    const { goal: _, ...without } = comparison();
    expect(pageOf([result({ comparisons: [without] })], none)).toContain('0 of 0 goals are met.');
  });
});

it('keeps what was not measured this time, in the order of the paths, and forgets paths that are gone', () => {
  const before = [result({ path: 'gone' }), result({ path: 'relay', rounds: 1 }), result({ rounds: 1 })];
  const kept = merged(before, [result({ rounds: 9 })], ['wire', 'http', 'relay']);
  expect(kept.map(({ path, rounds }) => [path, rounds])).toEqual([
    ['wire', 9],
    ['relay', 1],
  ]);
  expect(kept.map(({ before: then }) => then)).toEqual([
    { at: result().at, ratios: [{ what: 'encode', peer: 'raw avsc', median: 1.234 }] },
    undefined,
  ]);
});
