/** Spans on one axis of time, each below its parent. */
import { type Axis, axisOf } from './axis.ts';
import type { LoggedSpan } from './logged-span.ts';

export interface Row {
  readonly span: LoggedSpan;
  /** For each level from its trace's first span down: whether it is the last one there. */
  readonly path: readonly boolean[];
  /** Milliseconds that it waited in the stream, in Kafka or in a queue before it began; 0 when it does not say. */
  readonly waited: number;
  /** Records that were handled or sent together with it; 1 when it was alone. */
  readonly together: number;
}

export interface Waterfall {
  readonly axis: Axis;
  readonly rows: readonly Row[];
  /** Whose parent was not found: its line is not there yet, or the function died before it wrote it. */
  readonly orphans: readonly string[];
}

/** @param batches of which the spans may be a part */
export const waterfallOf = (spans: readonly LoggedSpan[], batches: readonly LoggedSpan[] = []): Waterfall => {
  const known = new Set(spans.map(({ spanId }) => spanId));
  const isFirst = ({ parentId }: LoggedSpan): boolean => parentId === undefined || !known.has(parentId);
  const children = Map.groupBy([...spans].sort(byTime), (span) =>
    isFirst(span) ? undefined : span.parentId,
  );
  const counts = new Map(
    batches.map(({ spanId, attributes }) => [
      spanId,
      Number(attributes['messaging.batch.message_count'] ?? 1),
    ]),
  );
  const rowsBelow = (parent: string | undefined, path: readonly boolean[]): readonly Row[] => {
    const mine = children.get(parent) ?? [];
    return mine.flatMap((span, index) => {
      const own = parent === undefined ? [] : [...path, index === mine.length - 1];
      const together = Math.max(1, ...span.links.map(({ spanId }) => counts.get(spanId) ?? 1));
      return [{ span, path: own, waited: waitedOf(span), together }, ...rowsBelow(span.spanId, own)];
    });
  };
  const firsts = children.get(undefined) ?? [];
  return {
    axis: axisOf(spans),
    rows: rowsBelow(undefined, []),
    orphans: firsts.filter(({ parentId }) => parentId !== undefined).map(({ spanId }) => spanId),
  };
};

const byTime = (a: LoggedSpan, b: LoggedSpan): number => a.startedAt - b.startedAt || a.endedAt - b.endedAt;

/** Clocks of two machines may disagree: nobody waited for less than nothing. */
const waitedOf = ({ startedAt, attributes }: LoggedSpan): number => {
  const since = attributes['tributary.waited_since'];
  return typeof since === 'number' ? Math.max(0, startedAt - since) : 0;
};
