/** Runs one event source mapping: from its consumer group to its function, batch by batch. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kafka } from 'kafkajs';
import { buffers } from './buffers.ts';
import { committer } from './committer.ts';
import { consumerOf, joinGroup } from './consumer-group.ts';
import type { destination } from './destination.ts';
import type { lambda } from './lambda.ts';
import type { Configuration, Mapping } from './mapping.ts';
import { payloadOf } from './payload.ts';
import { persistently } from './persistently.ts';
import type { PolledRecord } from './polled-record.ts';
import { reportRecords, reportTrouble } from './report.ts';
import { settler } from './settle.ts';

export interface RunMappingProps {
  readonly mapping: Mapping;
  readonly kafka: Kafka;
  readonly configuration: Configuration;
  readonly invoke: ReturnType<typeof lambda>;
  readonly deliver: ReturnType<typeof destination>;
  readonly onCrash: (error: Error) => void;
}

export interface RunningMapping {
  /** Takes no more, waits for what is with the function, commits and leaves the group; what was to be retried is left to later. */
  readonly stop: () => Promise<void>;
}

/** At most one batch of a partition is with the function at a time; partitions go side by side. */
export const runMapping = async (props: RunMappingProps): Promise<RunningMapping> => {
  const { mapping, kafka, configuration, invoke, deliver, onCrash } = props;
  const { topic, functionName } = mapping;
  const brokers = configuration.kafkaBrokers;
  const onTrouble = (message: string): void => reportTrouble(mapping, message);
  const buffered = buffers(mapping);
  const inFlight = new Set<Promise<void>>();
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;

  const consumer = consumerOf(kafka, mapping);
  const offsets = committer({
    commit: (next) =>
      consumer.commitOffsets(
        [...next].map(([partition, offset]) => ({ topic, partition, offset: String(offset) })),
      ),
    onTrouble,
  });

  const settle = settler(
    { ...mapping, retryReading: configuration.retryReading },
    {
      invoke: (records) =>
        persistently(() => invoke(functionName, payloadOf(mapping, brokers, records)), onTrouble),
      giveUp: (records, failure) => deliver(mapping, records, failure, onTrouble),
      report: (records, outcome, ms) => reportRecords(mapping, records, outcome, ms),
      pause: (ms) => sleep(ms, undefined, { signal: stopping.signal }),
      now: Date.now,
    },
  );

  const finish = async (batch: readonly PolledRecord[]): Promise<void> => {
    await settle(batch);
    const ends = new Map(batch.map(({ partition, offset }) => [partition, offset + 1]));
    for (const [partition, next] of ends) {
      offsets.settled(partition, next);
      buffered.release(partition);
      consumer.resume([{ topic, partitions: [partition] }]);
    }
  };

  /** Starts every batch that is due, and comes back when the next one is. */
  const pump = (): void => {
    clearTimeout(timer);
    for (;;) {
      const due =
        stopping.signal.aborted || inFlight.size >= mapping.maximumPollers
          ? undefined
          : buffered.dueIn(Date.now());
      if (due === undefined) return;
      if (due > 0) {
        timer = setTimeout(pump, due);
        return;
      }
      const batch = finish(buffered.take(Date.now())).catch((error: Error) => {
        // Nothing of it is committed, so that it comes again, as new, when the mapping runs again.
        if (!stopping.signal.aborted) onCrash(error);
      });
      inFlight.add(batch);
      void batch.then(() => {
        inFlight.delete(batch);
        pump();
      });
    }
  };

  const take = (partition: number, records: readonly PolledRecord[]): boolean => {
    buffered.add(partition, records, Date.now());
    pump();
    return !buffered.isFull(partition);
  };

  await joinGroup({ kafka, mapping, consumer, take, onCrash });
  return {
    stop: async () => {
      stopping.abort();
      clearTimeout(timer);
      await Promise.all(inFlight);
      await offsets.flushed();
      await consumer.disconnect();
    },
  };
};
