/** A whole run is under one reading of what comes again after a reported failure. */
import { expect, it } from 'vitest';
import { retryReadingIn } from '../../../local/poller/retry-reading.ts';

it.each([
  [undefined, 'fromLowest'],
  ['', 'fromLowest'],
  ['fromLowest', 'fromLowest'],
  ['reported', 'reported'],
])('%s means %s', (wanted, reading) => {
  expect(retryReadingIn({ TRIBUTARY_RETRY_READING: wanted })).toBe(reading);
});

it('is refused when it is neither', () => {
  expect(() => retryReadingIn({ TRIBUTARY_RETRY_READING: 'lowest' })).toThrow(
    'TRIBUTARY_RETRY_READING is lowest; expected reported or fromLowest, or nothing',
  );
});
