/** Brings about one fault after the other, drawn by the seed, and times how the system recovers from each. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../random.ts';
import type { Fault, InjectedFault } from './fault.ts';

export interface ScheduleProps {
  readonly faults: readonly Fault[];
  readonly random: Random;
  readonly say: (line: string) => void;
  /** Resolves, to how long it took in milliseconds, when an order placed from now on has ended; or to undefined. */
  readonly recovery: () => Promise<number | undefined>;
  /** Asked before each fault. */
  readonly goesOn: () => boolean;
  /** After how many faults it ends. @default when `goesOn` says so */
  readonly enough?: number | undefined;
  /** How long it is quiet between faults, milliseconds. */
  readonly between: readonly [shortest: number, longest: number];
}

/** @returns every fault that was brought about; each has ended, whatever becomes of the rest */
export const bringAbout = async (props: ScheduleProps): Promise<readonly InjectedFault[]> => {
  const { faults, random, goesOn, between, enough = Number.POSITIVE_INFINITY } = props;
  const injected: InjectedFault[] = [];
  // Each once before any comes again, so that a short run has seen them all.
  let fresh = shuffled(faults, random);
  while (goesOn() && injected.length < enough) {
    const [first, ...rest] = fresh;
    fresh = rest;
    const fault = await one(first ?? random.weighted(faults), props);
    if (fault !== undefined) injected.push(fault);
    await sleep(random.between(...between));
  }
  return injected;
};

const one = async (fault: Fault, props: ScheduleProps): Promise<InjectedFault | undefined> => {
  const { random, say, recovery } = props;
  const startedAt = Date.now();
  const end = await fault.inject();
  if (end === undefined) return undefined;
  try {
    await sleep(random.between(...fault.lasts));
  } finally {
    await end();
  }
  const endedAt = Date.now();
  const recoveredIn = await recovery();
  const took = recoveredIn === undefined ? 'not seen to recover' : `recovered in ${recoveredIn} ms`;
  say(`${fault.name} for ${endedAt - startedAt} ms: ${took}`);
  return { name: fault.name, startedAt, endedAt, recoveredIn };
};

const shuffled = (faults: readonly Fault[], random: Random): readonly Fault[] =>
  faults
    .map((fault) => ({ fault, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ fault }) => fault);
