/** A deadline: a command to oneself that is handled when its time has come. */
import type { Message } from './decider.ts';

export interface Deadline<Command extends Message = Message> {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** It must change nothing when what it waits for has happened: nobody calls a deadline off. */
  readonly command: Command;
}

/** A deadline with all that its handling needs; it leaves through the outbox and waits in a queue. */
export interface ArmedDeadline extends Deadline {
  /** `<aggregate id>.<sequence of its event>.<n>`: a repeat is recognized by it. */
  readonly id: string;
  /** `<context>/<aggregate>`. */
  readonly aggregate: string;
  readonly correlationId: string;
  readonly traceparent?: string | undefined;
}
