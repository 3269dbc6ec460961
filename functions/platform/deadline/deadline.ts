/** A deadline on its way: through the outbox into a queue. */
import type { Deadline } from '../commit/decider.ts';

/** A deadline with all that its handling needs; it leaves through the outbox and waits in a queue. */
export interface ArmedDeadline extends Deadline {
  /** `<aggregate id>.<sequence of its event>.<n>`: a repeat is recognized by it. */
  readonly id: string;
  /** `<context>/<aggregate>`. */
  readonly aggregate: string;
  readonly correlationId: string;
  readonly traceparent?: string | undefined;
}
