/** Commits what is settled, one commit at a time, again until it succeeds. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface CommitterProps {
  /** @param offsets by partition, the offset after the last settled record */
  readonly commit: (offsets: ReadonlyMap<number, number>) => Promise<void>;
  readonly onTrouble: (message: string) => void;
}

const pause = 500;

export const committer = ({ commit, onTrouble }: CommitterProps) => {
  let pending = new Map<number, number>();
  let flushing: Promise<void> | undefined;

  const flush = async (): Promise<void> => {
    while (pending.size > 0) {
      const offsets = pending;
      pending = new Map();
      try {
        await commit(offsets);
      } catch (error) {
        pending = new Map([...offsets, ...pending]);
        onTrouble(`offsets could not be committed, trying again: ${(error as Error).message}`);
        await sleep(pause);
      }
    }
    flushing = undefined;
  };

  return {
    settled: (partition: number, next: number): void => {
      pending.set(partition, next);
      flushing ??= flush();
    },
    /** Resolves when everything settled is committed. */
    flushed: async (): Promise<void> => {
      await flushing;
    },
  };
};
