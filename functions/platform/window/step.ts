/** What one record does to a window: its row, its additions, or the reason why it is parked. */
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Message } from '../commit/decider.ts';
import { refuseOverLimit, sizeOfItem } from '../commit/item-size.ts';
import type { IncomingRecord } from '../contract/incoming.ts';
import type { Heard, Origin } from '../contract/reader.ts';
import { PermanentFailure } from '../failure.ts';
import type { Addition, Joined, Window } from './window.ts';

export interface Entry<Event> {
  readonly record: IncomingRecord;
  /** None for a type that is not wanted, and for what cannot be read. */
  readonly heard?: Heard<Event> | undefined;
  readonly failure?: PermanentFailure | undefined;
  /** It was passed over before, and comes back at or below the position. */
  readonly redriven: boolean;
}

export interface Step {
  readonly joined?: Joined<object>;
  /** Of the row's item. */
  readonly bytes: number;
  readonly additions: readonly Addition[];
  readonly failure?: PermanentFailure;
}

/** More sums than the position's item can keep the rest of. */
const additionLimit = 1_000;

const nothing: Step = { bytes: 0, additions: [] };

/** @param before the row as it stands after the records before this one */
export const stepOf = <Event extends Message, Row extends object>(
  { heard, failure }: Entry<Event>,
  before: (id: string) => Joined<Row>,
  window: Window<Event, Row>,
): Step => {
  if (failure !== undefined) return { ...nothing, failure };
  if (heard === undefined) return nothing;
  try {
    return folded(heard, before(rowId(window.keyOf(heard.event))), window);
  } catch (error) {
    if (error instanceof PermanentFailure) return { ...nothing, failure: error };
    throw error;
  }
};

export const rowId = ({ pk, sk }: Joined<object>['key']): string => `${pk} ${sk}`;

/** An event that the row has taken is a repeat of its producer's, at another offset. */
const folded = <Event extends Message, Row extends object>(
  { event, origin }: Heard<Event>,
  { version, taken, row }: Joined<Row>,
  { keyOf, fold }: Window<Event, Row>,
): Step => {
  const { aggregate, sequence } = toldBy(origin);
  const sequences = taken[aggregate] ?? [];
  if (sequences.includes(sequence)) return nothing;
  const { row: next, additions } = fold(row, event);
  refuseUncountable(additions);
  const joined = {
    key: keyOf(event),
    version: version + 1,
    taken: { ...taken, [aggregate]: [...sequences, sequence] },
    row: next,
  };
  return { joined, bytes: sizeIfStorable(joined), additions };
};

/** DynamoDB's marshaller throws for numbers that it cannot hold. */
const sizeIfStorable = (joined: Joined<object>): number => {
  try {
    const item = marshalled(joined);
    refuseOverLimit(item);
    return sizeOfItem(item);
  } catch (cause) {
    throw new PermanentFailure(`the row ${rowId(joined.key)} cannot be stored: ${String(cause)}`, { cause });
  }
};

/** Records that Avro decoded are instances of classes of its own. */
export const marshalled = ({ key, ...rest }: Joined<object>) =>
  marshall({ ...key, ...rest }, { removeUndefinedValues: true, convertClassInstanceToMap: true });

const toldBy = ({ source, subject, sequence, topic, partition, offset }: Origin) => {
  if (!Number.isSafeInteger(sequence)) {
    throw new PermanentFailure(
      `${topic}-${partition}@${offset} lacks ce_sequence, an integer: a repeat of it could not be told`,
    );
  }
  return { aggregate: `${source}/${subject}`, sequence };
};

const refuseUncountable = (additions: readonly Addition[]): void => {
  if (additions.length > additionLimit) {
    throw new PermanentFailure(`${additions.length} sums in one event; at most ${additionLimit} are counted`);
  }
  for (const { key, add } of additions) {
    const wrong = Object.entries(add).find(([, number]) => !Number.isSafeInteger(number));
    if (wrong === undefined) continue;
    throw new PermanentFailure(`${wrong[0]} of ${rowId(key)} grows by ${wrong[1]}; expected a safe integer`);
  }
};
