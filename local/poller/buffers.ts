/** What was read and is not settled yet, by partition; decides what goes into the next batch. */
import type { Mapping } from './mapping.ts';
import { payloadLimit, sizeInPayload } from './payload.ts';
import type { PolledRecord } from './polled-record.ts';

interface Buffered {
  readonly waiting: PolledRecord[];
  /** A batch with this partition's records is with the function. */
  busy: boolean;
  /** The offset after the last record that was taken in. */
  next: number;
  /** When the first of those waiting came, milliseconds since 1970. */
  since: number;
}

type Limits = Pick<Mapping, 'batchSize' | 'windowMs'>;

export const buffers = ({ batchSize, windowMs }: Limits) => {
  const partitions = new Map<number, Buffered>();

  const bufferOf = (partition: number): Buffered => {
    const known = partitions.get(partition);
    if (known !== undefined) return known;
    const fresh: Buffered = { waiting: [], busy: false, next: 0, since: 0 };
    partitions.set(partition, fresh);
    return fresh;
  };

  const ready = (): readonly Buffered[] =>
    [...partitions.values()].filter(({ busy, waiting }) => !busy && waiting.length > 0);

  return {
    /** Takes records in; those that were taken in before, and come again after a rebalance, are passed over. */
    add: (partition: number, records: readonly PolledRecord[], now: number): void => {
      const buffer = bufferOf(partition);
      const fresh = records.filter(({ offset }) => offset >= buffer.next);
      if (fresh.length === 0) return;
      if (buffer.waiting.length === 0) buffer.since = now;
      buffer.waiting.push(...fresh);
      buffer.next = (fresh.at(-1)?.offset ?? 0) + 1;
    },
    /** Enough for the next batch is there already. */
    isFull: (partition: number): boolean => bufferOf(partition).waiting.length >= batchSize,
    /** How long until a batch is due, milliseconds; `undefined` while nothing waits. */
    dueIn: (now: number): number | undefined => {
      const waiting = ready();
      if (waiting.length === 0) return undefined;
      const records = waiting.flatMap((buffer) => buffer.waiting);
      const size = records.reduce((sum, record) => sum + sizeInPayload(record), 0);
      if (records.length >= batchSize || size >= payloadLimit) return 0;
      return Math.max(0, Math.min(...waiting.map(({ since }) => since)) + windowMs - now);
    },
    /** A batch in the partitions' own order, up to the limits; its partitions are busy until they are released. */
    take: (now: number): readonly PolledRecord[] => {
      const batch: PolledRecord[] = [];
      let size = 0;
      for (const buffer of ready()) {
        const count = buffer.waiting.findIndex((record, index) => {
          size += sizeInPayload(record);
          return batch.length + index >= batchSize || (size > payloadLimit && batch.length + index > 0);
        });
        const taken = buffer.waiting.splice(0, count === -1 ? buffer.waiting.length : count);
        if (taken.length === 0) break;
        batch.push(...taken);
        buffer.busy = true;
        buffer.since = now;
        if (count !== -1) break;
      }
      return batch;
    },
    release: (partition: number): void => {
      bufferOf(partition).busy = false;
    },
  };
};

export type Buffers = ReturnType<typeof buffers>;
