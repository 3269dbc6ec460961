/** One attempt to count what a partition brought, from its stored position on. */
import type { Message } from '../commit/decider.ts';
import type { Park } from '../consumer/park.ts';
import type { IncomingRecord } from '../contract/incoming.ts';
import type { Reader } from '../contract/reader.ts';
import { PermanentFailure } from '../failure.ts';
import { planOf } from './plan.ts';
import type { Entry } from './step.ts';
import type { WindowStore } from './store.ts';
import type { Chunk, Place, Window } from './window.ts';

export interface AttemptProps<Event extends Message, Row extends object> {
  readonly read: Reader<Event>;
  readonly window: Window<Event, Row>;
  readonly store: WindowStore;
  /** Where what can never be counted goes. */
  readonly park: Park;
  /**
   * Whether an operator hands the records over again. What a mapping gave up was never marked, though the position has
   * passed it; a repeat is still told by its sequence. @default false: at or below the position, only marked ones count
   */
  readonly isRedrive?: boolean;
}

type ReadRecord<Event> = Omit<Entry<Event>, 'redriven'>;

/** What stays known from one attempt to the next. */
export interface Progress<Event> {
  /** Offsets that are handled. */
  readonly done: Set<number>;
  /** By offset, what was read. */
  readonly read: Map<number, ReadRecord<Event>>;
  /** Offsets that are in the dead-letter queue. */
  readonly letters: Set<number>;
  /** How many records one transaction may handle. @default as many as fit */
  recordLimit?: number;
}

/**
 * @returns false when it has to start again from the stored position
 * @throws when a record could not be read for now, or a chunk not be written; what came before it is done
 */
export const attempt = async <Event extends Message, Row extends object>(
  place: Place,
  batch: readonly IncomingRecord[],
  progress: Progress<Event>,
  props: AttemptProps<Event, Row>,
): Promise<boolean> => {
  const { store, window } = props;
  const { records, failed } = await readAll(batch, progress, props);
  const keys = records.flatMap(({ heard }) => (heard === undefined ? [] : [window.keyOf(heard.event)]));
  const { position, rows } = await store.read<Row>(place, keys);
  const before = batch.filter(({ offset }) => offset <= position.offset).map(({ offset }) => offset);
  const parked = props.isRedrive ? new Set(before) : await store.parked(place, before);
  for (const offset of before) if (!parked.has(offset)) progress.done.add(offset);
  // Counted before, it need not be read; what follows it was not read either.
  if (failed !== undefined && progress.done.has(failed.offset)) return false;
  const entries = records
    .filter(({ record }) => !progress.done.has(record.offset))
    .map((each) => ({ ...each, redriven: each.record.offset <= position.offset }));
  for (const chunk of planOf({ position, entries, rows, window, recordLimit: progress.recordLimit })) {
    if (!(await write(place, chunk, progress, props))) return false;
    for (const offset of chunk.offsets) progress.done.add(offset);
  }
  if (failed !== undefined) throw failed.error;
  return true;
};

/** What is not done yet, up to the first that cannot be read for now. */
const readAll = async <Event extends Message, Row extends object>(
  batch: readonly IncomingRecord[],
  { done, read: known }: Progress<Event>,
  props: AttemptProps<Event, Row>,
) => {
  const records: ReadRecord<Event>[] = [];
  for (const record of batch) {
    if (done.has(record.offset)) continue;
    const read = known.get(record.offset) ?? (await readRecord(record, props));
    if (read instanceof Error) return { records, failed: { offset: record.offset, error: read } };
    known.set(record.offset, read);
    records.push(read);
  }
  return { records, failed: undefined };
};

/** @returns the error when the record has to come again */
const readRecord = async <Event extends Message, Row extends object>(
  record: IncomingRecord,
  { read, window }: AttemptProps<Event, Row>,
): Promise<ReadRecord<Event> | Error> => {
  try {
    const heard = await read(record);
    if (heard !== undefined) refuseLongKey(window.keyOf(heard.event).pk);
    return { record, heard };
  } catch (error) {
    return error instanceof PermanentFailure ? { record, failure: error } : (error as Error);
  }
};

const keyLimit = 2_048;

/** DynamoDB would refuse to read any row of a request that names such a key. */
const refuseLongKey = (pk: string): void => {
  const bytes = Buffer.byteLength(pk);
  if (bytes > keyLimit)
    throw new PermanentFailure(`the row's key has ${bytes} bytes; at most ${keyLimit} fit`);
};

/** What is passed over is in the dead-letter queue before the position moves. */
const write = async <Event extends Message, Row extends object>(
  place: Place,
  chunk: Chunk,
  progress: Progress<Event>,
  { store, park }: AttemptProps<Event, Row>,
): Promise<boolean> => {
  for (const { record, error } of chunk.parked) {
    if (!progress.letters.has(record.offset)) await park(record, error);
    progress.letters.add(record.offset);
  }
  try {
    return await store.write(place, chunk);
  } catch (error) {
    if (!(error instanceof PermanentFailure) || chunk.offsets.length === 0) throw error;
    findCulprit(chunk.offsets, error, progress);
    return false;
  }
};

/** One of the records cannot be written: next time each is alone, and the one that still cannot be is parked. */
const findCulprit = <Event>(
  [offset = -1, ...others]: readonly number[],
  failure: PermanentFailure,
  progress: Progress<Event>,
): void => {
  const known = progress.read.get(offset);
  if (others.length === 0 && known !== undefined) progress.read.set(offset, { ...known, failure });
  progress.recordLimit = 1;
};
