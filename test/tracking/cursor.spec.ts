/** Cursors lead back to where a list went on, and into no other list. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../functions/platform/http/problem.ts';
import { cursorOf, limitIn, nextOf, placeIn } from '../../functions/tracking/cursor.ts';
import { placeOf } from '../../functions/tracking/rows.ts';

const place = placeOf(1_700_000_000_123, '0191d0a4-8f5e-7c63-9f0b-3d3c5a1e7b42');
const problemOf = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error('it was taken');
};

describe('a cursor', () => {
  it('leads back to its place', () => {
    expect(placeIn(cursorOf('customer ada', place), 'customer ada')).toBe(place);
  });

  it('is not needed for the first page', () => {
    expect(placeIn(undefined, 'customer ada')).toBeUndefined();
  });

  it('of one list is none of another', () => {
    const foreign = cursorOf('customer grace', place);
    expect(problemOf(() => placeIn(foreign, 'customer ada'))).toMatchObject({
      status: 400,
      errors: [{ path: 'cursor' }],
    });
  });

  it.each([
    ['', 'no text'],
    ['not a cursor', 'no JSON'],
    [Buffer.from('null').toString('base64url'), 'no object'],
    [cursorOf('customer ada', 'yesterday'), 'no place'],
    [cursorOf('customer ada', `${place}\n`), 'a place with more behind it'],
    [cursorOf('customer ada', `x${place}`), 'a place with more before it'],
    [
      Buffer.from(JSON.stringify({ of: 'customer ada', after: place, more: 1 })).toString('base64url'),
      'more',
    ],
  ])('%s is refused: %s', (cursor) => {
    expect(problemOf(() => placeIn(cursor, 'customer ada')).status).toBe(400);
  });

  it('of whatever text is taken or refused, and breaks nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
        expect(problemOf(() => placeIn(text, 'customer ada')).status).toBe(400);
      }),
    );
  });
});

describe('a page', () => {
  it('that is full leads on behind its last row', () => {
    expect(nextOf('customer ada', ['another', place], 2)).toBe(cursorOf('customer ada', place));
  });

  it('that is not full, or has nothing in it, is the last', () => {
    expect(nextOf('customer ada', [place], 2)).toBeUndefined();
    expect(nextOf('customer ada', [], 0)).toBeUndefined();
  });
});

describe('a limit', () => {
  it.each([
    [undefined, 20],
    ['1', 1],
    ['100', 100],
  ])('of %s is %d', (text, limit) => {
    expect(limitIn(text)).toBe(limit);
  });

  it.each(['0', '101', '-1', '1.5', 'many', ''])('of %s is refused', (text) => {
    expect(problemOf(() => limitIn(text))).toMatchObject({ status: 400, errors: [{ path: 'limit' }] });
  });
});
