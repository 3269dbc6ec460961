/** Spans of messages that are sent: each below the span that committed it, and all linked with that of the batch. */
import type { OutgoingMessage } from '../contract/wire.ts';
import type { Over } from './span.ts';
import { inKeptSpan, openSpan, spanUnder } from './spans.ts';
import { newTraceId, type TraceContext, traceContextIn } from './trace-context.ts';

interface Kept {
  readonly message: OutgoingMessage;
  readonly context: TraceContext;
}

/** Sends all of them. The messages stay as they were committed: so a repeat is the same, and whoever republishes sends the same. */
export const inSendSpan = async (
  messages: readonly OutgoingMessage[],
  send: () => Promise<void>,
): Promise<void> => {
  const kept = messages.flatMap((message): Kept[] => {
    const context = traceContextIn(message.headers.traceparent);
    return context?.sampled ? [{ message, context }] : [];
  });
  if (kept.length === 0) return send();
  const attributes = { 'messaging.system': 'kafka', 'messaging.batch.message_count': messages.length };
  const links = kept.map(({ context }) => context);
  const props = { name: 'send a batch', kind: 'client', attributes, links } as const;
  return inKeptSpan({ traceId: newTraceId() }, props, async () => {
    const startedAt = Date.now();
    let error: string | undefined;
    try {
      await send();
    } catch (thrown) {
      error = String(thrown);
      throw thrown;
    } finally {
      for (const each of kept) sent(each, { startedAt, endedAt: Date.now(), error });
    }
  });
};

const sent = ({ message, context }: Kept, over: Over): void => {
  const { topic, key, headers } = message;
  const attributes = {
    'messaging.system': 'kafka',
    'messaging.operation.name': 'send',
    'messaging.destination.name': topic,
    'messaging.kafka.message.key': key,
    'messaging.message.id': headers.ce_id,
    'tributary.message.type': headers.ce_type,
    'tributary.correlation_id': headers.ce_correlationid,
    // From then until it began, it was in the stream.
    'tributary.waited_since': Date.parse(headers.ce_time ?? '') || undefined,
  };
  const links = [openSpan()];
  spanUnder(context, { name: `send ${topic}`, kind: 'producer', attributes, links }, over);
};
