/** Records where this process spends its time while something runs. */
import type { Profiler } from 'node:inspector';
import { Session } from 'node:inspector/promises';
import { addProfile, type Frame, frame } from './frames.ts';
import { origins } from './origin.ts';

export interface Recorder {
  /** Records this process. @returns what the work returns */
  readonly during: During;
  /** Adds what was recorded elsewhere. */
  readonly add: (profile: Profiler.Profile) => void;
  /** All that was recorded so far. */
  readonly recorded: Frame;
}

export type During = <Value>(work: () => Value | Promise<Value>) => Promise<Value>;

/** Between samples. */
export const microseconds = 200;

export const recorder = (): Recorder => {
  const [recorded, originOf] = [frame('all', ''), origins()];
  const add = (profile: Profiler.Profile): void => addProfile(recorded, profile, originOf);
  return {
    recorded,
    add,
    during: async (work) => {
      const session = new Session();
      session.connect();
      await session.post('Profiler.enable');
      await session.post('Profiler.setSamplingInterval', { interval: microseconds });
      await session.post('Profiler.start');
      try {
        return await work();
      } finally {
        const { profile } = (await session.post('Profiler.stop')) as { readonly profile: Profiler.Profile };
        session.disconnect();
        add(profile);
      }
    },
  };
};
