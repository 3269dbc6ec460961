/** Delivers logs as pollers do on a bad day: from anywhere before, in any batches, with answers that get lost. */
import type { MSKEvent } from 'aws-lambda';
import type { BatchOutcome } from '../../functions/platform/consumer/consumer.ts';
import { TransientFailure } from '../../functions/platform/failure.ts';
import type { WindowStore } from '../../functions/platform/window/store.ts';
import { batchOf } from '../platform/records.ts';
import type { Chance, Logs } from './log.ts';

export interface Trouble {
  /** Records that came again. */
  redelivered: number;
  /** Transactions whose function died before it could say so. */
  crashes: number;
  /** Answers that the poller never got. */
  lostAnswers: number;
}

export const noTrouble = (): Trouble => ({ redelivered: 0, crashes: 0, lostAnswers: 0 });

/** Dies after one of its writes, now and then. */
export const dying = (store: WindowStore, chance: Chance, trouble: Trouble): WindowStore => ({
  ...store,
  write: async (place, chunk) => {
    const written = await store.write(place, chunk);
    if (chance.below(6) !== 1) return written;
    trouble.crashes += 1;
    throw new TransientFailure('the sandbox is gone');
  },
});

type Consume = (event: MSKEvent) => Promise<BatchOutcome>;

/** Until every record was acknowledged; `repeats` false for pollers that never go back. */
export const deliver = async (
  logs: Logs,
  consume: Consume,
  chance: Chance,
  trouble: Trouble,
): Promise<void> => {
  /** By partition, how many of its records are acknowledged. */
  const acknowledged = new Map([...logs.keys()].map((name) => [name, 0]));
  const isOpen = (name: string) => (acknowledged.get(name) ?? 0) < (logs.get(name)?.length ?? 0);
  while ([...logs.keys()].some(isOpen)) {
    // Some of the pollers at the same time, each with partitions of its own.
    const names = [...logs.keys()].filter((name) => isOpen(name) || chance.below(4) === 1);
    const pollers = [names.filter((_, n) => n % 2 === 0), names.filter((_, n) => n % 2 === 1)];
    await Promise.all(
      pollers.map(async (own) => {
        const batches = own.map((name) => batchIn(logs, name, acknowledged.get(name) ?? 0, chance, trouble));
        const outcome = await consume(batchOf(...batches.flatMap(({ records }) => records)));
        for (const { name, from, records } of batches) {
          if (chance.below(4) === 1) {
            trouble.lostAnswers += 1;
            continue;
          }
          const failed = outcome.batchItemFailures.find(
            ({ itemIdentifier }) => itemIdentifier.partition === name,
          );
          const first = records.findIndex(({ offset }) => offset === failed?.itemIdentifier.offset);
          const handled = from + (first < 0 ? records.length : first);
          acknowledged.set(name, Math.max(acknowledged.get(name) ?? 0, handled));
        }
      }),
    );
  }
};

const batchIn = (logs: Logs, name: string, acknowledged: number, chance: Chance, trouble: Trouble) => {
  const log = logs.get(name) ?? [];
  const from = chance.below(3) === 1 ? chance.below(acknowledged + 1) : acknowledged;
  const records = log.slice(from, from + 1 + chance.below(7));
  trouble.redelivered += Math.min(acknowledged - from, records.length);
  return { name, from, records };
};
