/** A window: what a stream adds up to, with rows that join what is heard of the same thing. */
import type { Key } from '../commit/commit.ts';
import type { Message } from '../commit/decider.ts';
import type { IncomingRecord } from '../contract/incoming.ts';

/** What a sum grows by; a negative number shrinks it. */
export interface Addition {
  readonly key: Key;
  readonly add: { readonly [figure: string]: number };
}

/** Pure functions; what they throw as a PermanentFailure is parked. */
export interface Window<Event extends Message, Row extends object> {
  /** The row that joins what is heard of the same thing: an event touches one. */
  readonly keyOf: (event: Event) => Key;
  /** @param row undefined for the first event of it */
  readonly fold: (
    row: Row | undefined,
    event: Event,
  ) => { readonly row: Row; readonly additions: readonly Addition[] };
}

/** Whose position it is: a consumer's, in a partition. */
export interface Place {
  /** `<context>.<function>`. */
  readonly consumer: string;
  readonly topic: string;
  readonly partition: number;
}

/** How far a partition is handled. */
export interface Position {
  /** Of the last record that was handled; -1 before the first. */
  readonly offset: number;
  /** That record's timestamp, milliseconds since 1970. */
  readonly at: number;
  /** How often it was written; every transaction is made on condition of the one before. */
  readonly version: number;
  /** What is still to be added of a record whose sums are more than one transaction can hold. */
  readonly rest: readonly Addition[];
}

export interface Joined<Row> {
  readonly key: Key;
  /** How many events it has taken; 0 when there is no such row. */
  readonly version: number;
  /**
   * By `<source>/<subject>`, the sequences of the events that it has taken. A set and not the last one: a parked
   * event may come after its successors.
   */
  readonly taken: { readonly [aggregate: string]: readonly number[] };
  readonly row: Row | undefined;
}

/** What one transaction does. */
export interface Chunk {
  /** The position as it will be. */
  readonly position: Position;
  readonly rows: readonly { readonly basedOn: number; readonly joined: Joined<object> }[];
  readonly additions: readonly Addition[];
  /** What is passed over, and has to be in the dead-letter queue before. */
  readonly parked: readonly { readonly record: IncomingRecord; readonly error: Error }[];
  /** Offsets at or below the position that were passed over before, and came back to be counted. */
  readonly redriven: readonly number[];
  /** Offsets of the records that it handles. */
  readonly offsets: readonly number[];
}
