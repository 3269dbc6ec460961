/**
 * Finished spans leave as lines of the function's own log, as figures do: no call to anybody while somebody waits, no way out
 * of the network, no more rights. Whoever wants them reads the log.
 */
import { resource } from '../wiring.ts';
import { otlpOf } from './otlp.ts';
import type { Span } from './span.ts';

/** A line is well below the 256 kB that a log takes at once. */
const most = 100;

let waiting: Span[] = [];

export const finished = (span: Span): void => {
  waiting.push(span);
  if (waiting.length >= most) writeSpans();
};

/** Before the invocation ends: a sandbox that is frozen may never thaw. */
export const writeSpans = (): void => {
  if (waiting.length === 0) return;
  const spans = waiting;
  waiting = [];
  // Not by `console`, which Lambda wraps into a document of its own.
  process.stdout.write(`${JSON.stringify(otlpOf(spans, resource))}\n`);
};
