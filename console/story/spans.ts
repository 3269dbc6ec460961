/** What functions did for an order, as the spans in their logs tell. */
import type { Connection } from '../../ops/connection.ts';
import { foundTraces } from '../../ops/trace/spans/find.ts';
import { notesOf } from '../../ops/trace/spans/notes.ts';
import { type Row, type Waterfall, waterfallOf } from '../../ops/trace/spans/waterfall.ts';
import type { OrderSpans, SpanRow } from '../answers/story.ts';
import { shortened } from '../topics/as-text.ts';
import { historiesOf } from './histories.ts';

/** @throws Problem when there is no such order */
export const orderSpans = async (
  connection: Connection,
  orderId: string,
  signal: AbortSignal,
): Promise<OrderSpans> => {
  const { since } = await historiesOf(connection, orderId);
  const { spans, batches } = await foundTraces(connection, { id: orderId, since, signal });
  return shownSpans(waterfallOf(spans, batches));
};

export const shownSpans = ({ axis, rows, orphans }: Waterfall): OrderSpans => {
  const { startedAt, endedAt, cuts, place } = axis;
  return { startedAt, endedAt, cuts, rows: rows.map((row) => shownRow(row, place)), orphans: orphans.length };
};

const shownRow = (row: Row, place: (at: number) => number): SpanRow => {
  const { span, path, waited } = row;
  const { spanId, name, service, kind, startedAt, endedAt, error } = span;
  return {
    id: spanId,
    depth: path.length,
    name: words(name, 80),
    service: words(service, 60),
    kind,
    waiting: place(startedAt - waited),
    begun: place(startedAt),
    ended: place(endedAt),
    lasts: endedAt - startedAt,
    notes: notesOf(row).map((note) => words(note, 120)),
    ...(error !== undefined && { error: words(error, 400) }),
  };
};

const words = (text: string, most: number): string => shortened(text, most).text;
