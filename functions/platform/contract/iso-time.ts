/** A time as RFC 3339 has it, in UTC, with milliseconds; many of the same second cost little. */

let second = Number.NaN;
let prefix = '';

const ends: string[] = [];

/** Each of the thousand is made once. */
const endOf = (milliseconds: number): string => {
  const known = ends[milliseconds];
  if (known !== undefined) return known;
  const end = `${String(milliseconds).padStart(3, '0')}Z`;
  ends[milliseconds] = end;
  return end;
};

/** @param at milliseconds since 1970 */
export const isoTime = (at: number): string => {
  const current = Math.floor(at / 1_000);
  if (current !== second) {
    prefix = new Date(current * 1_000).toISOString().slice(0, -4);
    second = current;
  }
  return prefix + endOf(at - current * 1_000);
};
