/** What rounds say. */
import { describe, expect, it } from 'vitest';
import { quantileOf, ratioOf, spreadOf } from '../../bench/harness/statistics.ts';

describe('a spread', () => {
  it('has the figure in the middle, whatever the order of the rounds', () => {
    expect(spreadOf([9, 1, 5])).toEqual({ median: 5, min: 1, max: 9 });
  });

  it('lies between two when there is none in the middle', () => {
    expect(spreadOf([4, 1, 2, 10]).median).toBe(3);
  });

  it('is none of nothing, nor of what is no number', () => {
    expect(() => spreadOf([])).toThrow('nothing was measured');
    expect(() => spreadOf([1, Number.NaN])).toThrow('expected numbers');
  });
});

it('takes a quantile between its neighbours', () => {
  expect(quantileOf([0, 10], 0.25)).toBe(2.5);
  expect(quantileOf([3], 0.99)).toBe(3);
});

describe('a ratio', () => {
  it('is made round by round: a round that was slow for both says nothing', () => {
    expect(ratioOf([10, 1, 10], [5, 0.5, 5])).toEqual({ median: 2, min: 2, max: 2 });
  });

  it('needs as many rounds of either', () => {
    expect(() => ratioOf([1, 2], [1])).toThrow('2 rounds against 1');
  });
});
