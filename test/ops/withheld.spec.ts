/** What operators are shown of an event: all but what somebody could pay with. */
import { expect, it } from 'vitest';
import { withheld } from '../../ops/withheld.ts';

it('is everything but a payment token, however deep it stands', () => {
  const data = {
    orderId: 'o-1',
    total: 5n,
    note: null,
    bytes: new Uint8Array([1, 2]),
    payment: { paymentToken: 'tok_1', method: 'card' },
    attempts: [{ paymentToken: 'tok_2' }, 'none'],
  };
  expect(withheld(data)).toEqual({
    ...data,
    payment: { paymentToken: '(withheld)', method: 'card' },
    attempts: [{ paymentToken: '(withheld)' }, 'none'],
  });
});

it.each(['text', 7, null, undefined])('is %j where that is all', (data) => {
  expect(withheld(data)).toBe(data);
});
