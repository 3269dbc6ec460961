/** An axis of time that leaves out what is long and empty: a deadline comes a quarter of an hour after all else. */
import type { LoggedSpan } from './logged-span.ts';

export interface Axis {
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** How many gaps are cut short. */
  readonly cuts: number;
  /** From 0 at the start to 1 at the end. */
  readonly place: (at: number) => number;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Where it begins on the axis, and how long it is there, milliseconds. */
  readonly at: number;
  readonly length: number;
}

/** Milliseconds; what is empty for longer is cut. */
const longestGap = 10_000;

export const axisOf = (spans: readonly Pick<LoggedSpan, 'startedAt' | 'endedAt'>[]): Axis => {
  const busy = merged(spans);
  const cut = busy.reduce((sum, { from, to }) => sum + to - from, 0) / 20;
  const stretches: Stretch[] = [];
  let at = 0;
  for (const [index, { from, to }] of busy.entries()) {
    const before = busy[index - 1];
    if (before !== undefined) {
      stretches.push({ from: before.to, to: from, at, length: cut });
      at += cut;
    }
    stretches.push({ from, to, at, length: to - from });
    at += to - from;
  }
  const startedAt = busy[0]?.from ?? 0;
  return {
    startedAt,
    endedAt: busy.at(-1)?.to ?? 0,
    cuts: Math.max(0, busy.length - 1),
    place: (moment) => {
      const { from, to, at: begins, length } = stretches.findLast((each) => each.from <= moment) ?? nothing;
      const within = to === from ? 0 : Math.min(1, (moment - from) / (to - from));
      return at === 0 ? 0 : (begins + within * length) / at;
    },
  };
};

const nothing: Stretch = { from: 0, to: 0, at: 0, length: 0 };

/** What overlaps, or nearly does, is one. */
const merged = (spans: readonly Pick<LoggedSpan, 'startedAt' | 'endedAt'>[]) => {
  const all: { from: number; to: number }[] = [];
  for (const { startedAt, endedAt } of [...spans].sort((a, b) => a.startedAt - b.startedAt)) {
    const last = all.at(-1);
    if (last !== undefined && startedAt - last.to <= longestGap) last.to = Math.max(last.to, endedAt);
    else all.push({ from: startedAt, to: endedAt });
  }
  return all;
};
