/**
 * A Kafka batch, event by event: partitions side by side, keys side by side within a partition, a key's records in turn.
 * The answer has Lambda's shape for partial failures of Kafka batches.
 * https://docs.aws.amazon.com/lambda/latest/dg/kafka-retry-configurations.html
 */
import type { MSKEvent } from 'aws-lambda';
import type { Message } from '../commit/decider.ts';
import { type IncomingRecord, incoming } from '../contract/incoming.ts';
import { limited } from '../limited.ts';
import { inBatchSpan } from '../tracing/record-spans.ts';
import type { Held } from './held.ts';
import { type InTurnProps, inTurn } from './in-turn.ts';
import { heldId } from './mark.ts';
import { type Position, positionBefore } from './position.ts';
import { type TimeBudget, timeBudget } from './time-budget.ts';

export interface BatchOutcome {
  readonly batchItemFailures: readonly {
    readonly itemIdentifier: { readonly partition: string; readonly offset: number };
  }[];
}

export interface ConsumerProps<Event extends Message> extends InTurnProps<Event> {
  /** Which keys are parked already. @default none */
  readonly held?: Held | undefined;
  /** Told, once per batch and partition, how far it is done; when it throws, the partition comes again. @default nobody asks */
  readonly handled?: ((position: Position) => Promise<void>) | undefined;
  /** How many keys of a partition at the same time. @default 16 */
  readonly concurrency?: number;
}

/**
 * Promises that the records of a key are handled in turn, that a permanent failure is parked and holds back its own key
 * only, and that a transient one is reported together with every later record of its partition: AWS does not say
 * whether it retries the reported records only or all from the lowest offset, and this is right under both. What the
 * function's time does not suffice for is reported, too, before it is begun.
 */
export const eachEvent =
  <Event extends Message>(props: ConsumerProps<Event>) =>
  async ({ records }: Pick<MSKEvent, 'records'>, remaining = foreverLeft): Promise<BatchOutcome> => {
    const budget = timeBudget(remaining);
    const batches = Object.entries(records).map(([name, originals]) => ({
      name,
      batch: originals.map(incoming),
    }));
    const all = batches.flatMap(({ batch }) => batch);
    return inBatchSpan(all, async () => {
      const held = await heldAmong(all, props);
      const failures = await Promise.all(
        batches.map(async ({ name: partition, batch }) => {
          const failed = held === undefined ? firstOf(batch) : await firstFailure(batch, held, budget, props);
          const first = await told(batch, failed, props);
          return batch
            .filter(({ offset }) => offset >= first)
            .map(({ offset }) => ({ itemIdentifier: { partition, offset } }));
        }),
      );
      return { batchItemFailures: failures.flat() };
    });
  };

const foreverLeft = (): number => Number.POSITIVE_INFINITY;

const firstOf = (batch: readonly IncomingRecord[]): number => Math.min(...batch.map(({ offset }) => offset));

/** @returns undefined when it is not known: then all of it must come again */
const heldAmong = async <Event extends Message>(
  batch: readonly IncomingRecord[],
  { held, failed }: ConsumerProps<Event>,
): Promise<ReadonlySet<string> | undefined> => {
  try {
    return held === undefined || batch.length === 0 ? new Set() : await held(batch);
  } catch (error) {
    for (const record of batch.slice(0, 1)) failed(record, error);
    return undefined;
  }
};

/** The lowest offset that failed, or infinity. */
const firstFailure = async <Event extends Message>(
  batch: readonly IncomingRecord[],
  held: ReadonlySet<string>,
  budget: TimeBudget,
  props: ConsumerProps<Event>,
): Promise<number> => {
  const keys = Object.values(Object.groupBy(batch, ({ key }) => key));
  const failed = await limited(props.concurrency ?? 16, keys, (records = []) => {
    const isHeld = records.slice(0, 1).some((record) => record.key !== '' && held.has(heldId(record)));
    return inTurn(records, isHeld, props, budget);
  });
  return Math.min(Number.POSITIVE_INFINITY, ...failed);
};

/** The lowest offset that must come again, once who asks for positions knows this one. */
const told = async <Event extends Message>(
  batch: readonly IncomingRecord[],
  first: number,
  { handled, failed }: ConsumerProps<Event>,
): Promise<number> => {
  const position = handled === undefined ? undefined : positionBefore(batch, first);
  if (handled === undefined || position === undefined) return first;
  try {
    await handled(position);
    return first;
  } catch (error) {
    for (const record of batch.slice(0, 1)) failed(record, error);
    return position.first;
  }
};
