/** One run: load and faults side by side, then quiet, then the judgement. */
import { setTimeout as sleep } from 'node:timers/promises';
import { eventsOf } from '../local/events.ts';
import { shop } from '../local/shop.ts';
import type { Stack } from '../local/stack-file.ts';
import type { Facts, Violation } from './checker/facts.ts';
import { type GatherProps, gather } from './checker/gather.ts';
import { queuesOf } from './checker/letters.ts';
import { tellDoor } from './faults/door.ts';
import type { Fault, InjectedFault } from './faults/fault.ts';
import { faultsOf } from './faults/faults.ts';
import { type Poisoner, poisoner } from './faults/poisoner.ts';
import type { Processes } from './faults/processes.ts';
import { bringAbout } from './faults/schedule.ts';
import { judgement, stillness } from './judgement.ts';
import { startLoad } from './load/customers.ts';
import { countShelf } from './load/shelves.ts';
import { stocked } from './load/stocked.ts';
import { type Watch, watch } from './load/watch.ts';
import { seeded } from './random.ts';

export interface ChaosProps {
  readonly stack: Stack;
  readonly processes: Processes;
  readonly doorUrl: string;
  readonly seed: number;
  /** How long orders are placed and faults brought about at most. */
  readonly seconds: number;
  /** Orders per second. */
  readonly rate: number;
  /** Never more than these. */
  readonly orders: number;
  /** Which faults, by name. @default all */
  readonly wanted?: (fault: Fault) => boolean;
  /** After how many faults it is enough. @default when the time is up */
  readonly enough?: number;
  /** How long nothing may be said on any topic before a run that does not add up is judged, seconds. */
  readonly quiet: number;
  readonly say: (line: string) => void;
}

export interface ChaosResult {
  readonly faults: readonly InjectedFault[];
  readonly facts: Facts;
  readonly violations: readonly Violation[];
  /** From the first order to the judgement, seconds. */
  readonly seconds: number;
  /** The same for placing and breaking alone. */
  readonly loadSeconds: number;
}

/** How long the seed waits for a sign of life after a fault, milliseconds. */
const recoveryPatience = 60_000;

export const chaos = async (props: ChaosProps): Promise<ChaosResult> => {
  const { stack, doorUrl, seconds, say } = props;
  const startedAt = Date.now();
  let over = false;
  const goesOn = (): boolean => !over && Date.now() < startedAt + seconds * 1_000;
  const seller = await shop(stack, 'operator');
  const { skus, counted } = await stocked(seller);
  const seen = watch();
  const stop = await eventsOf(stack.kafkaBrokers, seen.tell);
  const poisons = poisoner(stack);
  await using cleanup = new AsyncDisposableStack();
  cleanup.defer(() => tellDoor(doorUrl, {}));
  cleanup.defer(stop);

  const patience = 120_000;
  const { rate, orders, seed } = props;
  const random = seeded(seed);
  const load = await startLoad({
    stack,
    skus,
    rate,
    orders,
    atOnce: 60,
    random,
    watch: seen,
    goesOn,
    patience,
  });
  const counting = countShelf(seller, skus[0] ?? '', goesOn);
  const faults = await broughtAbout(props, poisons, seen, goesOn);
  over = true;
  await Promise.all([load.placed, counting]);
  const loadSeconds = (Date.now() - startedAt) / 1_000;
  say(`placed ${load.accepted().length} orders; waiting until all is told`);
  await Promise.race([load.told, stillness(seen, props.quiet)]);
  const gathered = async (): Promise<Facts> =>
    gather({ ...seeing, accepted: load.accepted(), poisoned: poisons.poisoned() });
  const seeing: Omit<GatherProps, 'accepted' | 'poisoned'> = {
    stack,
    operator: seller,
    counted,
    queues: await queuesOf(stack.awsEndpoint),
    since: startedAt,
    views: 500,
  };
  const judged = await judgement(gathered, seen, props.quiet, say);
  return { faults, ...judged, seconds: (Date.now() - startedAt) / 1_000, loadSeconds };
};

const broughtAbout = (
  { processes, doorUrl, seed, say, enough, wanted = () => true }: ChaosProps,
  { poison }: Poisoner,
  seen: Watch,
  goesOn: () => boolean,
): Promise<readonly InjectedFault[]> => {
  const random = seeded(seed + 1);
  const faults = faultsOf({ processes, doorUrl, random, poison }).filter(wanted);
  const recovery = async (): Promise<number | undefined> => {
    const from = Date.now();
    while (Date.now() < from + recoveryPatience && goesOn()) {
      const ms = seen.firstEndedSince(from);
      if (ms !== undefined) return ms;
      await sleep(20);
    }
    return undefined;
  };
  return bringAbout({ faults, random, say, recovery, goesOn, enough, between: [200, 1_500] });
};
