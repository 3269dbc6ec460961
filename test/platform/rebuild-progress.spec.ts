/** How far a rebuild is, in whole per cent and seconds. */
import { describe, expect, it } from 'vitest';
import type { RecordedPosition } from '../../functions/platform/projection/positions.ts';
import { rebuildProgress } from '../../functions/platform/projection/rebuild-progress.ts';

const topic = 'test.topic';
const startedAt = 1_000_000;

const upTo = (last: number, partition = 0, first = 0): RecordedPosition => ({
  topic,
  partition,
  first,
  last,
  startedAt,
});

const live = [upTo(99), upTo(299, 1)];

describe('progress', () => {
  it('is what both versions have handled, of what the live one has', () => {
    const own = [upTo(49), upTo(149, 1), upTo(1_000, 2)];
    expect(rebuildProgress(live, own, startedAt + 10_000)).toEqual({
      handled: 200,
      total: 400,
      percent: 50,
      remainingSeconds: 10,
      withoutBeginning: [],
      isReached: false,
    });
  });

  it('is 100 only when nothing is missing', () => {
    const almost = rebuildProgress(live, [upTo(99), upTo(298, 1)], startedAt + 399);
    expect(almost).toMatchObject({ percent: 99, remainingSeconds: 1, isReached: false });
    const all = rebuildProgress(live, [upTo(99), upTo(299, 1)], startedAt + 400);
    expect(all).toMatchObject({ percent: 100, remainingSeconds: 0, isReached: true });
  });

  it('counts what it is ahead for nothing: one partition does not make up for another', () => {
    const own = [upTo(10_000), upTo(149, 1)];
    expect(rebuildProgress(live, own, startedAt + 1)).toMatchObject({ handled: 250, isReached: false });
  });

  it('of a partition that it never saw is none', () => {
    expect(rebuildProgress(live, [upTo(99)], startedAt + 1)).toMatchObject({ percent: 25, isReached: false });
  });

  it('has no remaining time before there is a rate', () => {
    expect(rebuildProgress(live, [], startedAt)).toMatchObject({ percent: 0, remainingSeconds: undefined });
    const atOnce = rebuildProgress(live, [upTo(9)], startedAt);
    expect(atOnce).toMatchObject({ percent: 2, remainingSeconds: undefined });
  });

  it('grows longer when nothing goes on', () => {
    const own = [upTo(99)];
    const [soon, later] = [10_000, 20_000].map((ms) => rebuildProgress(live, own, startedAt + ms));
    expect([soon?.remainingSeconds, later?.remainingSeconds]).toEqual([30, 60]);
  });

  it('is never reached without the beginning', () => {
    const own = [upTo(500, 0, 60), upTo(299, 1)];
    expect(rebuildProgress(live, own, startedAt + 1)).toMatchObject({
      handled: 340,
      withoutBeginning: ['test.topic-0'],
      isReached: false,
    });
  });

  it('is all of it where the live version has handled nothing yet', () => {
    expect(rebuildProgress([], [], startedAt)).toMatchObject({ percent: 100, isReached: true });
  });
});
