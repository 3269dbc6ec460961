/**
 * Spans around work. Which span is open is known by the call that asks (`AsyncLocalStorage`), so that nobody between hands it
 * on. Outside of a trace that is kept there are none, and the work is done as ever.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Attributes, OpenSpan, Over, SpanProps } from './span.ts';
import { finished } from './span-log.ts';
import { newSpanId, type TraceContext, traceContextIn, traceparentOf } from './trace-context.ts';

type Work<Answer> = (span?: OpenSpan) => Promise<Answer>;

const open = new AsyncLocalStorage<TraceContext | undefined>();

/** Where the caller is. */
export const openSpan = (): TraceContext | undefined => open.getStore();

/** Below the open span. */
export const inSpan = <Answer>(props: SpanProps, work: Work<Answer>): Promise<Answer> =>
  under(open.getStore(), props, work);

/** Below what came with a message or a request; when that is not kept, nothing below it is. */
export const inSpanUnder = <Answer>(
  traceparent: string | undefined,
  props: SpanProps,
  work: Work<Answer>,
): Promise<Answer> => under(traceContextIn(traceparent), props, work);

/** In a trace that is kept, below nobody when it is the first of it. */
export const inKeptSpan = async <Answer>(
  parent: Pick<TraceContext, 'traceId'> & Partial<TraceContext>,
  { name, kind, attributes = {}, links = [] }: SpanProps,
  work: (span: OpenSpan) => Promise<Answer>,
): Promise<Answer> => {
  const context = { traceId: parent.traceId, spanId: newSpanId(), sampled: true };
  const noted: Attributes[] = [attributes];
  let error: string | undefined;
  let isNothing = false;
  const span: OpenSpan = {
    context,
    traceparent: traceparentOf(context),
    note: (more) => void noted.push(more),
    fail: (why) => {
      error = textOf(why);
    },
    discard: () => {
      isNothing = true;
    },
  };
  const [startedAt, ticks] = [Date.now(), performance.now()];
  try {
    return await open.run(context, work, span);
  } catch (thrown) {
    error = textOf(thrown);
    throw thrown;
  } finally {
    const endedAt = startedAt + performance.now() - ticks;
    const all: Attributes = Object.assign({}, ...noted);
    const whole = { name, kind, attributes: all, links, context, parentId: parent.spanId };
    if (!isNothing) finished({ ...whole, startedAt, endedAt, error });
  }
};

const under = <Answer>(
  parent: TraceContext | undefined,
  props: SpanProps,
  work: Work<Answer>,
): Promise<Answer> => (parent?.sampled ? inKeptSpan(parent, props, work) : open.run(undefined, work));

/** One that is over already. */
export const spanUnder = (parent: TraceContext | undefined, props: SpanProps, over: Over): void => {
  if (!parent?.sampled) return;
  const { name, kind, attributes = {}, links = [] } = props;
  const context = { ...parent, spanId: newSpanId() };
  finished({ name, kind, attributes, links, context, parentId: parent.spanId, ...over });
};

/** Enough to tell errors apart: characters. */
const textLimit = 300;

const textOf = (error: unknown): string => String(error).slice(0, textLimit);
