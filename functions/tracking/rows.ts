/** The rows of the timeline, their keys and what indexes see of them; every version that is deployed keeps to them. */
import type { Key } from '../platform/commit/commit.ts';
import { isoTime } from '../platform/contract/iso-time.ts';
import type { Origin } from '../platform/contract/reader.ts';
import type { Step, SummaryChange, Told } from './told.ts';

/** One event in the timeline of an order. */
export interface EntryRow extends Key {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** `/<context>/<aggregate>`. */
  readonly source: string;
  /** The id of the aggregate that says it. */
  readonly subject: string;
  readonly sequence: number;
  readonly type: string;
  readonly text: Told['text'];
  readonly details: Told['details'];
}

/** An order or a return as it stands; some of it is missing until the event that tells it was heard. */
export interface SummaryRow extends Key {
  readonly saga: SummaryChange['saga'];
  readonly id: string;
  readonly orderId?: string;
  readonly status?: string;
  readonly reason?: string;
  readonly customerId?: string;
  readonly placedAt?: number;
  readonly total?: number;
  readonly currency?: string;
  readonly deliveredAt?: number;
  readonly escalated?: boolean;
  /** What it waits for, if it does. */
  readonly step?: Step;
  /** Since when it waits, milliseconds since 1970. */
  readonly since?: number;
  /** The customer index's sort key: later orders are higher. */
  readonly placed?: string;
  /** The waiting index's partition key, which only who waits has. */
  readonly waiting?: string;
  /** The waiting index's sort key: who waits longer is lower. */
  readonly waitingSince?: string;
}

export const summarySk = 'summary';

export const orderPk = (orderId: string): string => `order#${orderId}`;

export const summaryKey = (saga: SummaryChange['saga'], id: string): Key => ({
  pk: `${saga}#${id}`,
  sk: summarySk,
});

/** By their time, and those of one source in their sequence; the same event has the same key whenever it comes. */
export const entryKey = (
  orderId: string,
  { at, source, subject, sequence }: Pick<Origin, 'at' | 'source' | 'subject' | 'sequence'>,
): Key => ({
  pk: orderPk(orderId),
  sk: `entry#${isoTime(at)}#${source}/${subject}#${String(sequence).padStart(6, '0')}`,
});

/** Times as text sort like numbers, and the id makes each place in an index a place of its own. */
export const placeOf = (at: number, id: string): string => `${isoTime(at)}#${id}`;
