/**
 * A Kafka batch, event by event: partitions side by side, keys side by side within a partition, a key's records in turn.
 * The answer has Lambda's shape for partial failures of Kafka batches.
 * https://docs.aws.amazon.com/lambda/latest/dg/kafka-retry-configurations.html
 */
import type { MSKEvent } from 'aws-lambda';
import { isRefusal, type Message } from './decider.ts';
import { PermanentFailure } from './failure.ts';
import { type IncomingRecord, incoming } from './incoming.ts';
import { limited } from './limited.ts';
import type { Park } from './park.ts';
import { type Position, positionBefore } from './position.ts';
import type { Heard, Reader } from './reader.ts';

export interface BatchOutcome {
  readonly batchItemFailures: readonly {
    readonly itemIdentifier: { readonly partition: string; readonly offset: number };
  }[];
}

export interface ConsumerProps<Event extends Message> {
  readonly read: Reader<Event>;
  /** A refusal has no caller to hear it here, and counts as a permanent failure. */
  readonly handle: (heard: Heard<Event>) => Promise<object>;
  /** Where what can never be handled goes. */
  readonly park: Park;
  /** Told about each record that failed and will come again. */
  readonly failed: (record: IncomingRecord, error: unknown) => void;
  /** Told, once per batch and partition, how far it is done; when it throws, the partition comes again. @default nobody asks */
  readonly handled?: ((position: Position) => Promise<void>) | undefined;
  /** How many keys of a partition at the same time. @default 16 */
  readonly concurrency?: number;
}

/**
 * Promises that the records of a key are handled in turn, that a permanent failure is parked and passed over, and that
 * a transient one is reported together with every later record of its partition: AWS does not say whether it retries
 * the reported records only or all from the lowest offset, and this is right under both.
 */
export const eachEvent =
  <Event extends Message>(props: ConsumerProps<Event>) =>
  async ({ records }: MSKEvent): Promise<BatchOutcome> => {
    const failures = await Promise.all(
      Object.entries(records).map(async ([partition, originals]) => {
        const batch = originals.map(incoming);
        const first = await told(batch, await firstFailure(batch, props), props);
        return batch
          .filter(({ offset }) => offset >= first)
          .map(({ offset }) => ({ itemIdentifier: { partition, offset } }));
      }),
    );
    return { batchItemFailures: failures.flat() };
  };

/** The lowest offset that failed, or infinity. */
const firstFailure = async <Event extends Message>(
  batch: readonly IncomingRecord[],
  props: ConsumerProps<Event>,
): Promise<number> => {
  const keys = Object.values(Object.groupBy(batch, ({ key }) => key));
  const failed = await limited(props.concurrency ?? 16, keys, (records = []) => inTurn(records, props));
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

/** Stops at the first record that must come again, and answers its offset; infinity when all went well. */
const inTurn = async <Event extends Message>(
  records: readonly IncomingRecord[],
  props: ConsumerProps<Event>,
): Promise<number> => {
  for (const record of records) {
    const done = await one(record, props);
    if (!done) return record.offset;
  }
  return Number.POSITIVE_INFINITY;
};

const one = async <Event extends Message>(
  record: IncomingRecord,
  { read, handle, park, failed }: ConsumerProps<Event>,
): Promise<boolean> => {
  try {
    const heard = await read(record);
    if (heard !== undefined) accepted(await handle(heard));
    return true;
  } catch (error) {
    const parked =
      error instanceof PermanentFailure &&
      (await park(record, error).then(
        () => true,
        () => false,
      ));
    if (!parked) failed(record, error);
    return parked;
  }
};

const accepted = (outcome: object): void => {
  if (isRefusal(outcome)) throw new PermanentFailure(`refused: ${outcome.refused}: ${outcome.detail}`);
};
