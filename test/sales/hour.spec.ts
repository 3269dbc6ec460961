/** Hours as text and as numbers. */
import { describe, expect, it } from 'vitest';
import { hourIn, hourOf, hourText, isHour } from '../../functions/sales/hour.ts';

describe('an hour', () => {
  it('is text and number, each from the other', () => {
    expect(hourText(0)).toBe('1970-01-01T00');
    expect(hourIn('1970-01-01T01')).toBe(1);
    for (const text of ['2026-11-25T21', '2024-02-29T23', '9999-12-31T23']) {
      expect(hourText(hourIn(text) ?? -1)).toBe(text);
    }
  });

  it('is that of its last millisecond too', () => {
    expect(hourText(hourOf(Date.parse('2026-11-25T21:59:59.999Z')))).toBe('2026-11-25T21');
  });

  it.each([
    '',
    '2026-11-25',
    '2026-11-25T24',
    '2026-02-30T00',
    '2026-13-01T00',
    '2026-11-25T21:00',
    '26-11-25T21',
  ])('is not %j', (text) => {
    expect(hourIn(text)).toBeUndefined();
  });

  it('is of a year from 1970 to 9999', () => {
    const last = hourIn('9999-12-31T23') ?? 0;
    expect([-1, 0, last, last + 1, Number.NaN].map(isHour)).toEqual([false, true, true, false, false]);
  });
});
