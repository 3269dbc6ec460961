/** A mark: the small item that says that a record is parked, and so its key. */
import { createHash } from 'node:crypto';
import type { Key } from '../commit/commit.ts';
import type { IncomingRecord } from '../contract/incoming.ts';

export interface Mark {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** As text; empty when the record has none. */
  readonly key: string;
  /** The event's type, `ce_type`. */
  readonly type: string;
  readonly error: { readonly name: string; readonly message: string };
  /** How often it was tried; 0 while it waits behind others of its key. */
  readonly attempts: number;
  /** When it was tried or parked first, milliseconds since 1970. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** Whether its letter is in the queue. */
  readonly announced: boolean;
}

type Place = Pick<IncomingRecord, 'topic' | 'partition' | 'offset' | 'key'>;

/** The marks of a consumer stand together, those of a key beside each other in the order of their offsets. */
export const markKey = (consumer: string, place: Place): Key => ({
  pk: marksOf(consumer),
  sk: `${heldId(place)}#${padded(place.partition)}#${padded(place.offset)}`,
});

/** The letter of the same record: apart from its mark, so that reading marks stays cheap. */
export const letterKey = (consumer: string, place: Place): Key => ({
  pk: `letter#${consumer}`,
  sk: markKey(consumer, place).sk,
});

export const marksOf = (consumer: string): string => `parked#${consumer}`;

/**
 * What a topic's key is known by among the marks. The partition is no part of it: a topic that has grown sends later
 * records of a key elsewhere.
 */
export const heldId = ({ topic, key }: Pick<Place, 'topic' | 'key'>): string => `${topic}#${keyText(key)}`;

export const heldIdIn = (sk: string): string => sk.split('#').slice(0, 2).join('#');

/** DynamoDB's sort keys end at 1,024 bytes. */
const longestKey = 700;

/** Without `#`, which separates the parts. */
const keyText = (key: string): string => {
  const text = encodeURIComponent(key);
  return text.length <= longestKey ? text : `~${createHash('sha256').update(key).digest('hex')}`;
};

/** So that text sorts as numbers do: an offset has up to 19 digits. */
const padded = (number: number): string => String(number).padStart(19, '0');
