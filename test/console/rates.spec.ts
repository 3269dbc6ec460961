/** What looks and digests tell. */
import { describe, expect, it } from 'vitest';
import { digesting } from '../../console/live/digest.ts';
import type { Look } from '../../console/live/looks.ts';
import { historyOf } from '../../console/live/rates.ts';

const look = (at: number, high: number, next: number, lag: number): Look => ({
  at,
  topics: { t: [{ partition: 0, low: 0, high }], other: [{ partition: 0, low: 0, high: 7 }] },
  groups: [{ consumer: 'a.b', topic: 't', next, lag }],
});

describe('the history of a topic', () => {
  it('is what came and what was settled a second, and what is left', () => {
    const looks = [look(1_000, 10, 10, 0), look(3_000, 30, 20, 10), look(4_000, 30, 30, 0)];
    expect(historyOf(looks, 't')).toEqual({
      at: [1, 3, 4],
      written: [null, 10, 0],
      consumers: [{ consumer: 'a.b', lag: [0, 10, 0], settled: [null, 5, 10] }],
    });
  });

  it('begins anew with a topic that was made anew, and knows nothing of one that is not there', () => {
    expect(historyOf([look(1_000, 10, 10, 0), look(2_000, 4, 4, 0)], 't').written).toEqual([null, null]);
    expect(historyOf([look(1_000, 10, 10, 0)], 'none')).toEqual({ at: [1], written: [null], consumers: [] });
  });
});

describe('a digest', () => {
  it('counts all, shows some, and shows each kind', () => {
    const digest = digesting();
    for (let n = 0; n < 500; n += 1) digest.add({ topic: 't', type: `A${n}` });
    digest.add({ topic: 'rare', type: 'x'.repeat(100_000) });
    const taken = digest.take();
    expect(taken).toMatchObject({ total: 501, counts: { t: 500, rare: 1 } });
    expect(taken?.sample[0]).toEqual({ topic: 't', type: 'A0' });
    expect(taken?.sample.at(-1)?.topic).toBe('rare');
    // Whatever they are called.
    expect(JSON.stringify(taken).length).toBeLessThan(2_000);
    expect(digest.take()).toBeUndefined();
  });
});
