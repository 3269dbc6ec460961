/** What was seen of a run from outside: answers over HTTP, records on topics, letters in dead-letter queues. */
import type { HeldPayment } from '../../local/shop-views.ts';

/** A record of a topic, read as anybody would. */
export interface Said {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
  /** `ce_id`, `ce_source`, `ce_subject`. */
  readonly id: string;
  readonly source: string;
  readonly subject: string;
  /** Without its namespace, such as `OrderPlaced`. */
  readonly type: string;
  readonly sequence: number;
  /** The same for the same bytes. */
  readonly fingerprint: string;
  readonly data: { readonly [field: string]: unknown };
}

/** What a customer was told about an order. */
export interface Accepted {
  readonly orderId: string;
  /** Every id that was answered to the same Idempotency-Key. */
  readonly answers: readonly string[];
  /** Cancelling it was answered with 202. */
  readonly cancelAccepted: boolean;
  /** The carrier's word that each of its parcels left was answered with 202. */
  readonly dispatchAccepted: boolean;
}

export interface StockFact {
  readonly sku: string;
  /** Units that were counted at the beginning. */
  readonly counted: number;
  /** As the API says at the end. */
  readonly onHand: number;
  readonly reserved: number;
}

/** Bytes of a record as base64, its headers as text. */
export interface RecordBytes {
  readonly topic: string;
  readonly key: string | null;
  readonly value: string | null;
  readonly headers: { readonly [name: string]: string };
}

/** What is told of an aggregate when a record was handled; of two of the same type the field tells which. */
export interface Effect {
  readonly topic: string;
  readonly subject: string;
  readonly type: string;
  readonly field?: readonly [name: string, value: string];
}

/** What we put on a topic ourselves. */
export interface Sent {
  readonly partition: number;
  readonly offset: number;
  readonly record: RecordBytes;
}

export interface Poisoned extends Sent {
  readonly kind: string;
  /** Whose dead-letter queue it belongs in. */
  readonly context: string;
  /** How its cause can be mended; undefined where it is dropped, for nobody can ever handle it. */
  readonly mendedBy: string | undefined;
  /** Good records of the same key, which are parked behind it. */
  readonly behind: readonly Sent[];
  /** Told in this order once nothing of the key is parked, and not before. */
  readonly effects: readonly Effect[];
  /** Never told. */
  readonly never: readonly Effect[];
  /** Under which an order with its key can be placed, whose events wait behind it. */
  readonly idempotencyKey: string | undefined;
}

/** What lies in a context's dead-letter queue: a record with its error, or the span of records that were given up. */
export interface Letter {
  readonly context: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly error: string;
  readonly topic: string;
  readonly partition: number;
  readonly first: number;
  readonly last: number;
  /** Undefined for what was given up. */
  readonly record: RecordBytes | undefined;
}

export interface Facts {
  readonly accepted: readonly Accepted[];
  /** By topic and partition in the order of their offsets. */
  readonly said: readonly Said[];
  readonly held: readonly HeldPayment[];
  readonly stock: readonly StockFact[];
  /** What the API says of orders at the end. */
  readonly views: readonly { readonly orderId: string; readonly status: string }[];
  readonly poisoned: readonly Poisoned[];
  readonly letters: readonly Letter[];
  /** What operators are told to be parked, a line each. */
  readonly parked: readonly string[];
}

export interface Violation {
  /** The promise that was broken. */
  readonly rule: string;
  /** An order, a SKU, a partition, ... */
  readonly about: string;
  readonly what: string;
}

export type Rule = (facts: Facts) => readonly Violation[];

/** Each message once, where it was said first. */
export const distinct = (said: readonly Said[]): readonly Said[] => {
  const seen = new Set<string>();
  return said.filter(({ topic, source, id }) => {
    const name = `${topic} ${source} ${id}`;
    return !seen.has(name) && seen.add(name);
  });
};
