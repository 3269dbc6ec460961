/** Cursors: where a list goes on, for this list only; opaque to callers. */
import { invalid } from '../platform/http/request-body.ts';
import * as z from '../platform/zod.ts';

const content = z.strictObject({
  of: z.string(),
  after: z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#[\w.-]{1,64}$/)),
});

/**
 * Not signed: it says where to go on and grants nothing, since the list that it goes on with is that of the route.
 *
 * @param of names the list
 * @param after a place in an index
 */
export const cursorOf = (of: string, after: string): string =>
  Buffer.from(JSON.stringify({ of, after })).toString('base64url');

/** Only a full page can have another one behind it. @param places of a page's rows, in their order */
export const nextOf = (
  of: string,
  places: readonly (string | undefined)[],
  limit: number,
): string | undefined => {
  const last = places.at(-1);
  return places.length < limit || last === undefined ? undefined : cursorOf(of, last);
};

/**
 * @returns the place to go on from; undefined without a cursor
 * @throws ProblemError 400 for what is no cursor of this list
 */
export const placeIn = (cursor: string | undefined, of: string): string | undefined => {
  if (cursor === undefined) return undefined;
  const result = content.safeParse(parsed(cursor));
  if (result.success && result.data.of === of) return result.data.after;
  throw invalid([{ path: 'cursor', detail: 'expected `next` of an earlier answer of this list, as it was' }]);
};

const parsed = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
};

const mostAtOnce = 100;
const limitSchema = z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(mostAtOnce)), 20);

/** @throws ProblemError 400 */
export const limitIn = (limit: string | undefined): number => {
  const result = limitSchema.safeParse(limit);
  if (result.success) return result.data;
  throw invalid([{ path: 'limit', detail: `expected a whole number from 1 to ${mostAtOnce}` }]);
};
