/**
 * Spans of Kafka records that are handled: each below the span that its message was committed in, and linked to that of the batch,
 * which is a trace of its own.
 * https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/#batch-receiving
 */
import type { IncomingRecord } from '../contract/incoming.ts';
import type { Attributes, OpenSpan, Over, SpanProps } from './span.ts';
import { inKeptSpan, inSpanUnder, openSpan, spanUnder } from './spans.ts';
import { newTraceId, traceContextIn } from './trace-context.ts';

/** Kept when a trace of any of its records is. */
export const inBatchSpan = <Answer>(
  records: readonly IncomingRecord[],
  work: () => Promise<Answer>,
): Promise<Answer> => {
  const kept = records
    .map(({ headers }) => traceContextIn(headers.traceparent))
    .filter((each) => each?.sampled);
  if (kept.length === 0) return work();
  const topics = [...new Set(records.map(({ topic }) => topic))];
  const name = `process a batch of ${topics.join(', ')}`;
  const attributes = { 'messaging.system': 'kafka', 'messaging.batch.message_count': records.length };
  const props = { name, kind: 'consumer', attributes, links: kept } as const;
  return inKeptSpan({ traceId: newTraceId() }, props, work);
};

export const inRecordSpan = <Answer>(
  record: IncomingRecord,
  work: (span?: OpenSpan) => Promise<Answer>,
): Promise<Answer> => inSpanUnder(record.headers.traceparent, propsOf(record), work);

/** For who handles many records at once. */
export const recordSpan = (record: IncomingRecord, more: Attributes, over: Over): void => {
  const { attributes, ...props } = propsOf(record);
  const all = { ...attributes, ...more };
  spanUnder(traceContextIn(record.headers.traceparent), { ...props, attributes: all }, over);
};

const propsOf = ({ topic, partition, offset, timestamp, key, headers }: IncomingRecord): SpanProps => ({
  name: `process ${topic}`,
  kind: 'consumer',
  attributes: {
    'messaging.system': 'kafka',
    'messaging.operation.name': 'process',
    'messaging.destination.name': topic,
    'messaging.destination.partition.id': String(partition),
    'messaging.kafka.offset': offset,
    'messaging.kafka.message.key': key,
    'messaging.message.id': headers.ce_id,
    'tributary.message.type': headers.ce_type,
    'tributary.correlation_id': headers.ce_correlationid,
    // From then until it began, it waited.
    'tributary.waited_since': timestamp,
  },
  links: [openSpan()],
});
