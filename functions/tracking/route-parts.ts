/** What several routes of tracking's API have in common. */
import * as z from '../platform/zod.ts';

export const time = z.int().check(z.describe('Milliseconds since 1970, UTC.'));
export const orderId = z.string().check(z.describe('The order, a UUID.'));
export const next = z
  .optional(z.string())
  .check(z.describe('The cursor of the next page; none after the last.'));

export const pageQuery = {
  limit: 'How many at most: 1 to 100, 20 if it is not given.',
  cursor: '`next` of the page before, as it was; it belongs to its list.',
};
export const answeredByVersion = { 'x-projection-version': 'Which version of the read model answered.' };

export const badPage = {
  status: 400,
  type: 'invalid-request',
  when: 'limit or cursor is none of this list',
};
