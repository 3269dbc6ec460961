/** One message to a customer, and what has become of it. */
import type { Key } from '../platform/commit/commit.ts';
import type { Origin } from '../platform/contract/reader.ts';
import { PermanentFailure } from '../platform/failure.ts';
import type { Language, Mail } from './mail.ts';

/** A message that somebody's event entails; the event is its cause, so that a repeat of the event is the same message. */
export interface Message {
  readonly key: Key;
  readonly customerId: string;
  readonly mail: Mail;
  /** When its event was committed, milliseconds since 1970. */
  readonly at: number;
  readonly correlationId: string;
}

/**
 * `waiting`: for a contact, or for another attempt. `sending`: somebody claimed it, until the lease ends.
 * `sent` and `undeliverable` are final.
 */
export type Status = 'waiting' | 'sending' | 'sent' | 'undeliverable';

export interface Sent {
  readonly to: string;
  readonly language: Language;
  readonly subject: string;
  readonly text: string;
  readonly mailId: string;
  readonly sentAt: number;
}

/** A message as it is kept. */
export interface MessageRow extends Key, Omit<Message, 'key'>, Partial<Sent> {
  readonly status: Status;
  /** Why it is undeliverable. */
  readonly reason?: string;
}

/** How long after its event a message may still be sent, milliseconds; older news would only confuse. */
export const newsFor = 24 * 3_600_000;

export const customerKey = (customerId: string): string => `customer#${customerId}`;

const digits = 15;

/** Sorts by the time of the events; what begins with it happened then or later. */
export const messagesFrom = (at: number): string => `message#${String(at).padStart(digits, '0')}`;

/**
 * Named by the event alone, not by who heard it: whoever hears it again, under whatever name, meets the same message.
 *
 * @throws PermanentFailure when the event does not say its place and its time
 */
export const messageKey = (customerId: string, origin: Origin): Key => {
  const { source, subject, sequence, at } = origin;
  if (Number.isSafeInteger(sequence) && Number.isSafeInteger(at) && at >= 0) {
    return { pk: customerKey(customerId), sk: `${messagesFrom(at)}#${source}#${subject}#${sequence}` };
  }
  throw new PermanentFailure(
    `${source} ${subject} says ce_sequence ${sequence} and ce_time ${at}; expected a number and a time`,
  );
};
