/** One axis of time on which a second and a week both fit: stretches in which nothing happened are shortened. */

export interface Axis {
  /** From 0 to 1. */
  readonly placeOf: (at: number) => number;
  /** Where time was left out: its place, and how long it was, milliseconds. */
  readonly gaps: readonly { readonly place: number; readonly lasts: number }[];
  readonly start: number;
  readonly end: number;
}

/** A pause that is longer than this part of all that is shown becomes as long as this part. */
const share = 0.12;
/** Nobody minds a pause that is shorter, milliseconds. */
const least = 400;

/** @param moments milliseconds since 1970, in any order */
export const axisOf = (moments: readonly number[]): Axis => {
  const sorted = [...new Set(moments)].sort((a, b) => a - b);
  const [start = 0, end = start] = [sorted[0], sorted.at(-1)];
  const pauses = sorted.slice(1).map((at, index) => at - (sorted[index] ?? at));
  const most = longestOf(pauses);
  const places = new Map([[start, 0]]);
  const gaps: { readonly at: number; readonly lasts: number }[] = [];
  let total = 0;
  for (const [index, pause] of pauses.entries()) {
    const shown = Math.min(pause, most);
    if (shown < pause) gaps.push({ at: total + shown / 2, lasts: pause });
    total += shown;
    places.set(sorted[index + 1] ?? end, total);
  }
  const whole = Math.max(total, 1);
  return {
    placeOf: (at) => (places.get(at) ?? 0) / whole,
    gaps: gaps.map(({ at, lasts }) => ({ place: at / whole, lasts })),
    start,
    end,
  };
};

/** What the pauses may be at most, so that none takes more than its share of what is shown then. */
const longestOf = (pauses: readonly number[]): number => {
  const sorted = pauses.toSorted((a, b) => a - b);
  let below = 0;
  for (const [index, pause] of sorted.entries()) {
    const rest = sorted.length - index;
    // With the rest as long as this one, all would be so long.
    const whole = below + pause * rest;
    if (pause > least && pause > whole * share && rest * share < 1) {
      return Math.max(least, (below * share) / (1 - rest * share));
    }
    below += pause;
  }
  return Number.POSITIVE_INFINITY;
};
