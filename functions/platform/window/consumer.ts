/** A Kafka batch into a window, partition by partition, with Lambda's answer for partial failures. */
import type { MSKEvent } from 'aws-lambda';
import type { Message } from '../commit/decider.ts';
import type { BatchOutcome } from '../consumer/consumer.ts';
import { timeBudget } from '../consumer/time-budget.ts';
import { type IncomingRecord, incoming } from '../contract/incoming.ts';
import { TransientFailure } from '../failure.ts';
import { fullJitter } from '../jitter.ts';
import { inBatchSpan, recordSpan } from '../tracing/record-spans.ts';
import { type AttemptProps, attempt, type Progress } from './attempt.ts';
import type { Place } from './window.ts';

export interface WindowConsumerProps<Event extends Message, Row extends object>
  extends AttemptProps<Event, Row> {
  /** `<context>.<function>`, whose positions they are. */
  readonly consumer: string;
  /** Told about the first record of a partition that failed and will come again. */
  readonly failed: (record: IncomingRecord, error: unknown) => void;
}

/** How often others may be faster, without any progress of ours. */
const attempts = 10;

/**
 * Promises that each event is counted once: a record that comes again is told by its offset, an event that its
 * producer sent twice by its sequence. What cannot be counted is parked and passed over; it is counted when it comes
 * back. What failed is reported with all later records of its partition, as `eachEvent` does, and so is a partition
 * that the function's time does not suffice for.
 */
export const eachPartition =
  <Event extends Message, Row extends object>(props: WindowConsumerProps<Event, Row>) =>
  async ({ records }: Pick<MSKEvent, 'records'>, remaining = foreverLeft): Promise<BatchOutcome> => {
    const budget = timeBudget(remaining);
    const failures: BatchOutcome['batchItemFailures'][number][] = [];
    // In turn: partitions side by side would be at the same sums, and DynamoDB lets one transaction in at a time.
    for (const [partition, originals] of Object.entries(records)) {
      const batch = originals.map(incoming).sort((a, b) => a.offset - b.offset);
      const handle = () => inBatchSpan(batch, () => unhandledOf(batch, props));
      const unhandled = budget.isSpent() ? batch : await budget.measured(handle);
      failures.push(...unhandled.map(({ offset }) => ({ itemIdentifier: { partition, offset } })));
    }
    return { batchItemFailures: failures };
  };

const foreverLeft = (): number => Number.POSITIVE_INFINITY;

/** The first record that must come again, with all later ones. */
const unhandledOf = async <Event extends Message, Row extends object>(
  batch: readonly IncomingRecord[],
  props: WindowConsumerProps<Event, Row>,
): Promise<readonly IncomingRecord[]> => {
  const progress: Progress<Event> = { done: new Set(), read: new Map(), letters: new Set() };
  const startedAt = Date.now();
  try {
    await count(batch, progress, props);
    counted(batch, progress, props, { startedAt });
    return [];
  } catch (error) {
    counted(batch, progress, props, { startedAt, error: String(error) });
    const first = batch.findIndex(({ offset }) => !progress.done.has(offset));
    const unhandled = first < 0 ? [] : batch.slice(first);
    for (const record of unhandled.slice(0, 1)) props.failed(record, error);
    return unhandled;
  }
};

/** What is counted together took as long for each. */
const counted = <Event extends Message, Row extends object>(
  batch: readonly IncomingRecord[],
  { read, done }: Progress<Event>,
  { consumer, isRedrive }: WindowConsumerProps<Event, Row>,
  { startedAt, error }: { readonly startedAt: number; readonly error?: string },
): void => {
  const endedAt = Date.now();
  for (const record of batch) {
    const { heard, failure } = read.get(record.offset) ?? {};
    if (heard === undefined && failure === undefined) continue;
    const why = failure === undefined ? error : String(failure);
    const isDone = failure === undefined && done.has(record.offset);
    const attributes = { 'tributary.consumer': consumer, 'tributary.redriven': isRedrive || undefined };
    recordSpan(record, attributes, { startedAt, endedAt, error: isDone ? undefined : why });
  }
};

const count = async <Event extends Message, Row extends object>(
  batch: readonly IncomingRecord[],
  progress: Progress<Event>,
  props: WindowConsumerProps<Event, Row>,
): Promise<void> => {
  const [first] = batch;
  if (first === undefined) return;
  const { topic, partition } = first;
  const place: Place = { consumer: props.consumer, topic, partition };
  let before = 0;
  for (let tried = 1; tried <= attempts; tried += 1) {
    if (await attempt(place, batch, progress, props)) return;
    if (progress.done.size > before) tried = 1;
    before = progress.done.size;
    await fullJitter(tried);
  }
  throw new TransientFailure(`${topic}-${partition}: others were faster ${attempts} times`);
};
