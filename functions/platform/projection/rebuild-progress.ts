/** How far the rebuild of a projection is, measured by how far the live version has come. */
import type { Position } from '../consumer/position.ts';
import type { RecordedPosition } from './positions.ts';

export interface RebuildProgress {
  /** Records that the live version handled and this one too. */
  readonly handled: number;
  /** Records that the live version handled. */
  readonly total: number;
  /** Whole per cent, rounded down: 100 is all of it. */
  readonly percent: number;
  /** At the average rate until now; undefined before there is one. */
  readonly remainingSeconds: number | undefined;
  /** Partitions whose beginning this version never saw: its number, and so its consumer group, was used before. */
  readonly withoutBeginning: readonly string[];
  /** Whether it has all that the live version has. */
  readonly isReached: boolean;
}

const nameOf = ({ topic, partition }: Position): string => `${topic}-${partition}`;

/**
 * @param live of the live version, read before the others
 * @param now milliseconds since 1970
 */
export const rebuildProgress = (
  live: readonly RecordedPosition[],
  own: readonly RecordedPosition[],
  now: number,
): RebuildProgress => {
  const mine = new Map(own.map((position) => [nameOf(position), position]));
  const partitions = live.map((target) => ({ target, reached: mine.get(nameOf(target)) }));
  const total = sum(partitions.map(({ target }) => target.last - target.first + 1));
  const handled = sum(partitions.map(({ target, reached }) => commonOf(target, reached)));
  const withoutBeginning = partitions
    .filter(({ target, reached }) => reached !== undefined && reached.first > target.first)
    .map(({ target }) => nameOf(target));
  return {
    handled,
    total,
    percent: total === 0 ? 100 : Math.floor((100 * handled) / total),
    remainingSeconds: remaining(handled, total, now - Math.min(...own.map(({ startedAt }) => startedAt))),
    withoutBeginning,
    isReached: handled === total,
  };
};

/** Offsets that both have handled. */
const commonOf = (target: Position, reached: Position | undefined): number =>
  reached === undefined
    ? 0
    : Math.max(0, Math.min(target.last, reached.last) - Math.max(target.first, reached.first) + 1);

const remaining = (handled: number, total: number, elapsed: number): number | undefined => {
  if (handled === total) return 0;
  return handled === 0 || elapsed <= 0
    ? undefined
    : Math.ceil((((total - handled) / handled) * elapsed) / 1_000);
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
