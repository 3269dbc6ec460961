/** A Kafka record as Lambda hands it over, with its headers read. */
import type { MSKRecord } from 'aws-lambda';

export interface IncomingRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  /** The key as text; empty when the record has none. */
  readonly key: string;
  /** Undefined for a record without a value. */
  readonly value: Uint8Array | undefined;
  readonly headers: { readonly [name: string]: string };
  /** The record as it came, for the dead-letter queue. */
  readonly original: MSKRecord;
}

/** A null key or value is possible, though the published type does not say so. */
export const incoming = (original: MSKRecord): IncomingRecord => {
  const { topic, partition, offset, timestamp } = original;
  const key: string | null | undefined = original.key;
  const value: string | null | undefined = original.value;
  return {
    topic,
    partition,
    offset,
    timestamp,
    key: Buffer.from(key ?? '', 'base64').toString(),
    value: value === null || value === undefined ? undefined : Buffer.from(value, 'base64'),
    headers: Object.fromEntries(original.headers.flatMap(Object.entries).map(textOf)),
    original,
  };
};

const textOf = ([name, bytes]: [string, readonly number[]]) => [name, Buffer.from(bytes).toString()] as const;
