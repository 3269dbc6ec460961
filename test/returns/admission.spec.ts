/** All returns of an order together never exceed what was ordered. */
import { describe, expect, it } from 'vitest';
import { isRefusal, type Refusal } from '../../functions/platform/commit/decider.ts';
import {
  type Admissions,
  admit,
  giveBack,
  noAdmissions,
  without,
} from '../../functions/returns/admissions/admission.ts';

const ordered = [
  { sku: 'tea', quantity: 3 },
  { sku: 'cup', quantity: 1 },
];
const units = (sku: string, quantity: number) => ({ sku, quantity });
const wish = (returnId: string, ...lines: ReturnType<typeof units>[]) => ({ returnId, lines, at: 7 });
const admitted = (answer: Admissions | Refusal): Admissions => {
  if (isRefusal(answer)) throw new Error(answer.detail);
  return answer;
};
const first = admitted(admit(ordered, noAdmissions, wish('r-1', units('tea', 2))));

describe('a return', () => {
  it('is admitted to what was ordered', () => {
    expect(first).toEqual({
      version: 1,
      returns: { 'r-1': { lines: [units('tea', 2)], at: 7, givenBack: false } },
    });
  });

  it('is admitted to what others have left, of every line', () => {
    const second = admitted(admit(ordered, first, wish('r-2', units('tea', 1), units('cup', 1))));
    expect(second.version).toBe(2);
    expect(Object.keys(second.returns)).toEqual(['r-1', 'r-2']);
    expect(admit(ordered, second, wish('r-3', units('cup', 1)))).toMatchObject({ refused: 'too-many-units' });
  });

  it.each([
    ['more than are left', units('tea', 2), '2 units of tea; 1 of them can still come back'],
    ['what was not ordered', units('gold', 1), '1 units of gold; 0 of them can still come back'],
    ['a name that every object knows', units('constructor', 1), '0 of them'],
  ])('is refused whole for %s', (_what, line, detail) => {
    expect(admit(ordered, first, wish('r-2', units('cup', 1), line))).toEqual({
      refused: 'too-many-units',
      detail: expect.stringContaining(detail),
    });
  });
});

describe('units that are given back', () => {
  const back = giveBack(first, 'r-1');

  it('may be returned anew, while their first return stays known', () => {
    expect(back).toMatchObject({ version: 2, returns: { 'r-1': { givenBack: true } } });
    expect(admitted(admit(ordered, back, wish('r-2', units('tea', 3)))).version).toBe(3);
  });

  it('are given back once, and by a return that had them only', () => {
    expect(giveBack(back, 'r-1')).toBe(back);
    expect(giveBack(first, 'r-9')).toBe(first);
  });
});

it('forgets admissions whose return never came to be, and no others', () => {
  const second = admitted(admit(ordered, first, wish('r-2', units('tea', 1))));
  expect(without(second, ['r-1'])).toEqual({ version: 3, returns: { 'r-2': second.returns['r-2'] } });
});
