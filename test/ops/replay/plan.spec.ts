/** What a replay in place would do, by partition. */
import { describe, expect, it } from 'vitest';
import { type PartitionState, planOf, recordsIn } from '../../../ops/replay/plan.ts';
import { startIn } from '../../../ops/replay/start.ts';

const state = (partition: number, change: Partial<PartitionState> = {}): PartitionState => ({
  topic: 'ordering.order',
  partition,
  low: 10,
  high: 100,
  committed: 90,
  ...change,
});

describe('a replay', () => {
  it('from the beginning starts each partition at the oldest record that is kept', () => {
    const plan = planOf({ kind: 'beginning' }, [state(0), state(1, { low: 0, high: 7, committed: 7 })]);
    expect(plan.map(({ partition, target, records }) => ({ partition, target, records }))).toEqual([
      { partition: 0, target: 10, records: 90 },
      { partition: 1, target: 0, records: 7 },
    ]);
    expect(recordsIn(plan)).toBe(97);
  });

  it('from a moment starts at the first record since, or at the end where there is none', () => {
    const plan = planOf({ kind: 'moment', at: 1 }, [state(0, { atMoment: 42 }), state(1)]);
    expect(plan.map(({ target, records }) => [target, records])).toEqual([
      [42, 58],
      [100, 0],
    ]);
  });

  it('from an offset moves that partition only', () => {
    const plan = planOf({ kind: 'offset', partition: 1, offset: 50 }, [state(0), state(1)]);
    expect(plan.map(({ partition, target }) => [partition, target])).toEqual([[1, 50]]);
  });

  it('says what is gone already, and starts at the oldest that is kept', () => {
    const [planned] = planOf({ kind: 'offset', partition: 0, offset: 3 }, [state(0)]);
    expect(planned).toMatchObject({ target: 10, gone: 7, records: 90 });
  });

  it('says what it would pass over that was not handled yet', () => {
    const [behind] = planOf({ kind: 'offset', partition: 0, offset: 95 }, [state(0)]);
    expect(behind).toMatchObject({ target: 95, skipped: 5 });
    const [moment] = planOf({ kind: 'moment', at: 1 }, [state(0)]);
    expect(moment).toMatchObject({ target: 100, skipped: 10 });
    const [never] = planOf({ kind: 'offset', partition: 0, offset: 12 }, [state(0, { committed: 0 })]);
    expect(never).toMatchObject({ skipped: 2 });
    const [back] = planOf({ kind: 'beginning' }, [state(0)]);
    expect(back).toMatchObject({ skipped: 0 });
  });

  it('refuses a partition that there is not, and an offset that is still to come', () => {
    const states = [state(0), state(1)];
    expect(() => planOf({ kind: 'offset', partition: 5, offset: 0 }, states)).toThrow(
      /no partition 5; it has 0, 1/,
    );
    expect(() => planOf({ kind: 'offset', partition: 0, offset: 101 }, states)).toThrow(/from 10 to 100/);
  });
});

describe('where it starts', () => {
  const now = Date.parse('2026-03-02T00:00:00Z');

  it.each([
    ['beginning', { kind: 'beginning' }],
    ['3:17', { kind: 'offset', partition: 3, offset: 17 }],
    ['2h', { kind: 'moment', at: now - 7_200_000 }],
    ['2026-03-01T12:00:00Z', { kind: 'moment', at: now - 43_200_000 }],
  ])('is understood from %s', (text, start) => {
    expect(startIn(text, now)).toEqual(start);
  });

  it.each([
    ['the start', /expected beginning, how long ago/],
    ['', /expected beginning/],
    ['2026-03-03T00:00:00Z', /still to come/],
    ['1:', /expected how long ago/],
    ['-1:5', /expected beginning/],
  ])('is not understood from %j, in words', (text, words) => {
    expect(() => startIn(text, now)).toThrow(words);
  });
});
