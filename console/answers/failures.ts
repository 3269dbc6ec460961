/** Dead letters and alarms. */
import type { Readable } from '../topics/as-text.ts';

export type { AlarmState } from '../../ops/alarms/alarms.ts';

/** What a deed is about, as `npm run ops -- dlq` takes it. */
export interface Which {
  readonly context?: string;
  readonly consumer?: string;
  readonly key?: string;
  /** Part of the error. */
  readonly error?: string;
  readonly id?: string;
}

/** Dead letters that failed in the same way. */
export interface FailureGroup {
  /** The error's name and message, or what kind of message it is. */
  readonly error: string;
  /** All of it; none where only single ones can be chosen. */
  readonly selection?: Which;
  readonly records: number;
  readonly letters: readonly DeadLetter[];
}

export interface DeadLetter {
  /** `key`: a parked key with all that waits behind its first record; otherwise a message in the queue. */
  readonly kind: 'key' | 'batch' | 'deadline' | 'other';
  readonly context: string;
  /** `<topic>-<partition>@<offset>` of the first record, or the message's id. */
  readonly id: string;
  readonly consumer: string;
  readonly topic: string;
  readonly shownKey: Readable;
  readonly about: Readable;
  readonly records: number;
  readonly attempts: number;
  /** Milliseconds since 1970; undefined where it is not known. */
  readonly lastAt?: number;
  /** A key is redriven whole, and its first record is dropped alone. */
  readonly selections: { readonly redrive: Which; readonly drop: Which; readonly show: Which };
}

export interface Runbook {
  readonly text: string;
}

export interface Letter {
  /** All that is known of it, as text. */
  readonly text: string;
}

export interface DryRun {
  readonly keys: number;
  readonly records: number;
  readonly messages: number;
  /** What would be redriven, a line each. */
  readonly lines: readonly string[];
}

export interface Done {
  readonly records: number;
  readonly messages: number;
  readonly failed: number;
  /** What happened, a line each. */
  readonly lines: readonly string[];
}
