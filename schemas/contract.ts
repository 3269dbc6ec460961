/** What a topic promises to those who write and read it; generated from the `.avsc` files, see `generate.ts`. */
import { createHash } from 'node:crypto';

export interface Contract {
  /** The topic's name, `<context>.<aggregate>` or `<context>.<aggregate>.commands`. */
  readonly topic: string;
  readonly kind: 'events' | 'commands';
  /** The field of every message that holds the aggregate's id; its value is the record's key. */
  readonly key: string;
  readonly partitions: number;
  /** How long records are kept; `null` for ever. */
  readonly retentionDays: number | null;
  /** By message type, every published version of its schema, the newest last. */
  readonly messages: { readonly [type: string]: MessageContract };
}

export interface MessageContract {
  /** The record's full name, which is the message's `ce_type`. */
  readonly fullName: string;
  /** Avro schemas as JSON text, the newest last. */
  readonly versions: readonly [string, ...string[]];
}

/** The subject of a schema in the registry, by TopicRecordNameStrategy. */
export const subjectOf = (topic: string, fullName: string): string => `${topic}-${fullName}`;

/** What a deployment calls one version of a schema by, in few characters: functions have 4 kB for all that they are told. */
export const versionMark = (subject: string, schema: string): string =>
  createHash('sha256').update(`${subject} ${schema}`).digest('base64url').slice(0, 12);

/** A whole number of 32 bits, -2^31 to 2^31 - 1: what does not fit is refused when it is written. */
export type Int = number;

/**
 * A whole number within ±(2^53 - 1), which a `number` holds exactly. Avro's `long` goes to 2^63: what is beyond is a
 * permanent failure when it is written and when it is read, and never rounded.
 */
export type Long = number;

/** Milliseconds since 1970, UTC, as `Date.now()` gives them. */
export type TimestampMillis = Long;

/** Days since 1970-01-01. */
export type EpochDay = Int;

/** As RFC 9562 writes it, such as `01a20ac4-6feb-73e7-aaa6-000000000001`. */
export type Uuid = string;
