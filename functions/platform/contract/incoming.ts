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
    headers: headersOf(original),
    original,
  };
};

const headersOf = ({ headers }: MSKRecord): IncomingRecord['headers'] => {
  const texts: { [name: string]: string } = {};
  for (const header of headers) {
    for (const [name, bytes] of Object.entries(header)) texts[name] = textOf(bytes);
  }
  return texts;
};

const shortBytes = 1_024;

/** Lambda gives a header's UTF-8 bytes as numbers; nearly all are short and ASCII, which is ten times as quick. */
const textOf = (bytes: readonly number[]): string =>
  bytes.length <= shortBytes && bytes.every((byte) => byte >= 0 && byte < 0x80)
    ? String.fromCharCode(...bytes)
    : Buffer.from(bytes).toString();
