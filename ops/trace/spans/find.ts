/** All spans of the traces that something was part of. */
import type { Connection } from '../../connection.ts';
import type { LoggedSpan } from './logged-span.ts';
import { spansWith } from './span-logs.ts';

export interface FindProps {
  /** A correlation id, the id of an aggregate such as an order, or of a trace. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly signal?: AbortSignal | undefined;
}

export interface FoundTraces {
  readonly spans: readonly LoggedSpan[];
  /** Of batches that had to do with them: each a trace of its own, which others have to do with as well. */
  readonly batches: readonly LoggedSpan[];
}

export const foundTraces = async (connection: Connection, props: FindProps): Promise<FoundTraces> => {
  const { id, since, signal } = props;
  const naming = await spansWith(connection, { text: id, since, signal });
  const ids = new Set(naming.filter((span) => isAbout(span, id)).map(({ traceId }) => traceId));
  const found = new Map<string, LoggedSpan>();
  for (const text of ids) {
    for (const span of await spansWith(connection, { text, since, signal })) found.set(span.spanId, span);
  }
  const all = [...found.values()];
  return {
    spans: all.filter(({ traceId }) => ids.has(traceId)),
    batches: all.filter(
      ({ traceId, links }) => !ids.has(traceId) && links.some((link) => ids.has(link.traceId)),
    ),
  };
};

/** What names it as its own, not in passing: a batch has to do with many. */
const isAbout = ({ traceId, attributes }: LoggedSpan, id: string): boolean =>
  traceId === id || named.some((name) => attributes[name] === id);

const named = ['tributary.correlation_id', 'tributary.aggregate_id', 'messaging.kafka.message.key'];
