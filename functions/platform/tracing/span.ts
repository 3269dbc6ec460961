/** A span: something that took a while, within a trace. */
import type { TraceContext } from './trace-context.ts';

export type SpanKind = 'internal' | 'server' | 'client' | 'producer' | 'consumer';

/** By the names of OpenTelemetry's conventions where there is one; what is undefined is left out. */
export interface Attributes {
  readonly [name: string]: string | number | boolean | readonly string[] | undefined;
}

export interface SpanProps {
  readonly name: string;
  readonly kind: SpanKind;
  readonly attributes?: Attributes;
  /** Spans that it has to do with, beside its parent. @default none */
  readonly links?: readonly (TraceContext | undefined)[];
}

/** How it went. */
export interface Over {
  /** Milliseconds since 1970, with fractions. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** Why it failed. @default it did not */
  readonly error?: string | undefined;
}

/** A span that has ended. */
export interface Span extends Required<SpanProps>, Over {
  readonly context: TraceContext;
  /** None for one that begins a trace. */
  readonly parentId: string | undefined;
}

/** A span while it lasts. */
export interface OpenSpan {
  readonly context: TraceContext;
  /** For what it sends on. */
  readonly traceparent: string;
  readonly note: (attributes: Attributes) => void;
  /** It did not do what it was for, though nothing was thrown. */
  readonly fail: (error: unknown) => void;
  /** It turned out to be nothing. */
  readonly discard: () => void;
}
