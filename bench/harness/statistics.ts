/** What several rounds say about one figure. */

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** @throws Error when nothing was measured, or something that is no number */
export const spreadOf = (figures: readonly number[]): Spread => {
  const sorted = figures.toSorted((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (min === undefined || max === undefined) throw new Error('nothing was measured');
  if (!sorted.every(Number.isFinite)) throw new Error(`expected numbers, got ${figures.join(', ')}`);
  return { median: quantileOf(sorted, 0.5), min, max };
};

/** Between two neighbours it lies between them. @param sorted ascending, at least one; @param share from 0 to 1 */
export const quantileOf = (sorted: readonly number[], share: number): number => {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? 0;
  return below + (above - below) * (place - Math.floor(place));
};

/** Round by round: what the machine did meanwhile is in both. */
export const ratioOf = (ours: readonly number[], theirs: readonly number[]): Spread => {
  if (ours.length !== theirs.length) throw new Error(`${ours.length} rounds against ${theirs.length}`);
  return spreadOf(ours.map((figure, round) => figure / (theirs[round] ?? Number.NaN)));
};
