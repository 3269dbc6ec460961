/**
 * The same pipeline event by event. Orders come at random; an order's records come into a topic one after another, each when
 * the one before it was handled, and its first into the next topic when its first here was.
 */
import { eventQueue } from './event-queue.ts';
import { batchMs, type Station } from './station.ts';

export interface Stage extends Station {
  readonly topic: string;
  readonly partitions: number;
  /** Records of an order, all under its key, 16 at most. */
  readonly perOrder: number;
}

export interface Simulated {
  readonly stages: readonly {
    readonly topic: string;
    readonly batch: number;
    /** Records a second. */
    readonly rate: number;
    readonly busy: number;
    /** Records in the stage at the end, as a part of what came in a second. */
    readonly backlog: number;
  }[];
  /** From an order's first record until its first in the last topic was handled: median, milliseconds. */
  readonly p50: number;
  readonly finished: number;
}

export interface SimulationProps {
  readonly stages: readonly Stage[];
  readonly ordersPerSecond: number;
  /** Simulated; the first half does not count, in which the later topics fill. */
  readonly seconds: number;
  /** From a commit until its message is in the next topic, milliseconds. */
  readonly relayMs: number;
  readonly random: () => number;
}

interface Partition {
  readonly stage: number;
  readonly queue: number[];
  head: number;
  isBusy: boolean;
}

/** @returns what was seen in the second half */
export const simulated = ({
  stages,
  ordersPerSecond,
  seconds,
  relayMs,
  random,
}: SimulationProps): Simulated => {
  const events = eventQueue<() => void>();
  const [warm, end] = [(seconds * 1_000) / 2, seconds * 1_000];
  const partitions = stages.map(({ partitions: count }, stage): readonly Partition[] =>
    Array.from({ length: Math.max(1, Math.round(count)) }, () => ({
      stage,
      queue: [],
      head: 0,
      isBusy: false,
    })),
  );
  const seen = stages.map(() => ({ batches: 0, records: 0, busyMs: 0, came: 0 }));
  const startedAt = new Map<number, number>();
  const times: number[] = [];

  const begin = (partition: Partition, now: number): void => {
    const stage = stages[partition.stage];
    const some = seen[partition.stage];
    const waiting = partition.queue.length - partition.head;
    if (stage === undefined || some === undefined || partition.isBusy || waiting === 0) return;
    const size = Math.min(waiting, stage.largestBatch);
    const batch = partition.queue.slice(partition.head, partition.head + size);
    partition.head += size;
    if (partition.head > 10_000) partition.queue.splice(0, partition.head);
    if (partition.head > partition.queue.length) partition.head = 0;
    partition.isBusy = true;
    const ms = batchMs(size, stage);
    if (now >= warm) {
      some.batches += 1;
      some.records += size;
      some.busyMs += Math.min(ms, end - now);
    }
    events.add(now + ms, () => {
      partition.isBusy = false;
      for (const record of batch) handled(record, partition.stage, now + ms);
      begin(partition, now + ms);
    });
  };

  const arrive = (order: number, visit: number, stage: number, now: number): void => {
    const [all = [], some] = [partitions[stage], seen[stage]];
    const partition = all[Math.floor(hashed(order, stage) * all.length)];
    if (partition === undefined || some === undefined) return;
    if (now >= warm) some.came += 1;
    partition.queue.push(order * 16 + visit);
    begin(partition, now);
  };

  const later = (order: number, visit: number, stage: number, now: number): void =>
    events.add(now + relayMs, () => arrive(order, visit, stage, now + relayMs));

  const handled = (record: number, stage: number, now: number): void => {
    const [order, visit] = [Math.floor(record / 16), record % 16];
    if (visit + 1 < (stages[stage]?.perOrder ?? 0)) later(order, visit + 1, stage, now);
    if (visit > 0) return;
    if (stage + 1 < stages.length) later(order, 0, stage + 1, now);
    else times.push(now - (startedAt.get(order) ?? now));
  };

  const place = (order: number, now: number): void => {
    if (now >= end) return;
    startedAt.set(order, now);
    arrive(order, 0, 0, now);
    const next = now - (Math.log(1 - random()) * 1_000) / ordersPerSecond;
    events.add(next, () => place(order + 1, next));
  };

  place(0, 0);
  events.runUntil(end);
  times.sort((a, b) => a - b);
  return {
    stages: stages.map(({ topic }, index) => {
      const { batches = 0, records = 0, busyMs = 0, came = 0 } = seen[index] ?? {};
      const all = partitions[index] ?? [];
      const waiting = all.reduce((sum, { queue, head }) => sum + queue.length - head, 0);
      const counted = (end - warm) / 1_000;
      const rate = records / counted;
      return {
        topic,
        batch: records / batches,
        rate,
        busy: busyMs / (all.length * (end - warm)),
        backlog: waiting / Math.max(1, came / counted),
      };
    }),
    p50: times[Math.floor(times.length / 2)] ?? Number.NaN,
    finished: times.length,
  };
};

/** From 0 to 1, the same for the same order. https://en.wikipedia.org/wiki/Weyl_sequence */
const hashed = (order: number, stage: number): number => {
  const mixed = Math.imul(order ^ (stage << 20), 0x9e3779b1);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
};
