/** Who runs when, and who has won. */
import { describe, expect, it } from 'vitest';
import { contested, isMet } from '../../bench/harness/contest.ts';

const contestOf = (ran: string[], figures: { readonly [name: string]: readonly number[] }) => {
  const rounds = new Map<string, number>();
  const run = (name: string) => (share: number) => {
    ran.push(`${name} ${share}`);
    if (share < 1) return 1_000_000;
    const round = rounds.get(name) ?? 0;
    rounds.set(name, round + 1);
    return figures[name]?.[round] ?? 0;
  };
  return {
    what: 'it',
    unit: '/s',
    ours: run('ours'),
    peers: [
      { name: 'a', run: run('a'), goal: { atLeast: 2 } },
      { name: 'b', run: run('b') },
    ],
  };
};

const figures = { ours: [20, 30, 90], a: [10, 10, 10], b: [20, 30, 90] };

describe('a contest', () => {
  it('lets each run once in each round, another one first each time, after a shorter round that warms up', async () => {
    const ran: string[] = [];
    await contested(contestOf(ran, figures), 3);
    expect(ran).toEqual([
      ...['ours 0.2', 'a 0.2', 'b 0.2'],
      ...['ours 1', 'a 1', 'b 1'],
      ...['a 1', 'b 1', 'ours 1'],
      ...['b 1', 'ours 1', 'a 1'],
    ]);
  });

  it('compares ours with each peer, without the round that warms up', async () => {
    const [withA, withB] = await contested(contestOf([], figures), 3);
    expect(withA).toEqual({
      what: 'it',
      unit: '/s',
      peer: 'a',
      ours: { median: 30, min: 20, max: 90 },
      theirs: { median: 10, min: 10, max: 10 },
      ratio: { median: 3, min: 2, max: 9 },
      goal: { atLeast: 2 },
    });
    expect(withB?.ratio).toEqual({ median: 1, min: 1, max: 1 });
    expect(withB).not.toHaveProperty('goal');
  });
});

describe('a goal', () => {
  const ratio = { median: 1.3, min: 1, max: 2 };

  it.each([
    [{ atLeast: 1.3 }, true],
    [{ atLeast: 1.31 }, false],
    [{ atMost: 1.3 }, true],
    [{ atMost: 1.29 }, false],
  ])('%j is met by the median: %s', (goal, met) => {
    expect(isMet({ ratio, goal })).toBe(met);
  });

  it('is neither met nor missed where there is none', () => {
    expect(isMet({ ratio })).toBeUndefined();
  });
});
