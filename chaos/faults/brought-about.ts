/** Brings about the faults of a run, and listens for an order after each. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Watch } from '../load/watch.ts';
import { seeded } from '../random.ts';
import type { Fault, InjectedFault } from './fault.ts';
import { type FaultsProps, faultsOf } from './faults.ts';
import { bringAbout, type ScheduleProps } from './schedule.ts';

export interface BroughtAboutProps
  extends Omit<FaultsProps, 'random'>,
    Pick<ScheduleProps, 'say' | 'goesOn'> {
  readonly seed: number;
  /** Which faults, by name. @default all */
  readonly wanted?: (fault: Fault) => boolean;
  /** After how many it ends at once. @default when `goesOn` says so */
  readonly mostFaults?: number;
  readonly seen: Watch;
  /** Called after each fault. */
  readonly told: () => void;
}

/** How long the seed waits for a sign of life after a fault, milliseconds. */
const recoveryPatience = 60_000;

export const broughtAbout = (props: BroughtAboutProps): Promise<readonly InjectedFault[]> => {
  const { seed, seen, goesOn, told, say, mostFaults, wanted = () => true } = props;
  const random = seeded(seed + 1);
  const faults = faultsOf({ ...props, random }).filter(wanted);
  const recovery = async (): Promise<number | undefined> => {
    told();
    const from = Date.now();
    while (Date.now() < from + recoveryPatience && goesOn()) {
      const ms = seen.firstEndedSince(from);
      if (ms !== undefined) return ms;
      await sleep(50);
    }
    return undefined;
  };
  return bringAbout({ faults, random, say, recovery, goesOn, enough: mostFaults, between: [200, 1_500] });
};
