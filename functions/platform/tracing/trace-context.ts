/**
 * Where a span stands, as a header says it.
 * https://www.w3.org/TR/trace-context/#traceparent-header
 */
import { randomBytes } from 'node:crypto';

export interface TraceContext {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly spanId: string;
  /** Whether spans of this trace are kept. */
  readonly sampled: boolean;
}

/** A later version may say more behind the fields of the first. */
const form = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/s;

/** @returns undefined for none, and for what is no traceparent: whoever sent it is served all the same */
export const traceContextIn = (traceparent: string | undefined): TraceContext | undefined => {
  const [, version, traceId, spanId, flags = '', more] = form.exec(traceparent ?? '') ?? [];
  if (traceId === undefined || spanId === undefined) return undefined;
  if (version === '00' && more !== undefined) return undefined;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
};

export const traceparentOf = ({ traceId, spanId, sampled }: TraceContext): string =>
  `00-${traceId}-${spanId}-${sampled ? '01' : '00'}`;

export const newTraceId = (): string => randomBytes(16).toString('hex');

export const newSpanId = (): string => randomBytes(8).toString('hex');
