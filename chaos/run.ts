/** One run: load and faults side by side, then quiet and a judgement, then redrive and another. */
import { eventsOf } from '../local/events.ts';
import { shop } from '../local/shop.ts';
import type { Stack } from '../local/stack-file.ts';
import { cleanedUp, operatorsWorld, stillParked } from './aftermath/aftermath.ts';
import { unknownSchemaId } from './aftermath/unknown-schema.ts';
import { check, checkRedriven } from './checker/check.ts';
import type { Facts, Violation } from './checker/facts.ts';
import { type GatherProps, gather } from './checker/gather.ts';
import { queuesOf } from './checker/letters.ts';
import { broughtAbout } from './faults/brought-about.ts';
import { tellDoor } from './faults/door.ts';
import type { Fault, InjectedFault } from './faults/fault.ts';
import { lateBuyer } from './faults/good.ts';
import { poisoner } from './faults/poisoner.ts';
import type { Processes } from './faults/processes.ts';
import { judgement, stillness } from './judgement.ts';
import { startLoad } from './load/customers.ts';
import { countShelf } from './load/shelves.ts';
import { signedIn } from './load/signed-in.ts';
import { stocked } from './load/stocked.ts';
import { watch } from './load/watch.ts';
import { seeded } from './random.ts';

export interface ChaosProps {
  readonly stack: Stack;
  readonly processes: Processes;
  readonly doorUrl: string;
  readonly seed: number;
  /** How long orders are placed and faults brought about at least, and at most. */
  readonly seconds: number;
  readonly mostSeconds: number;
  /** How many orders and faults there are at least, when the time suffices. */
  readonly orders: number;
  readonly enoughFaults: number;
  /** Orders per second. */
  readonly rate: number;
  /** Empty shelves counted per second. */
  readonly counts: number;
  /** Which faults, by name. @default all */
  readonly wanted?: (fault: Fault) => boolean;
  /** After how many faults it ends at once. @default when the time is up */
  readonly mostFaults?: number;
  /** How long nothing may be said on any topic before a run that does not add up is judged, seconds. */
  readonly quiet: number;
  readonly say: (line: string) => void;
}

export interface ChaosResult {
  readonly faults: readonly InjectedFault[];
  /** As they were judged first, with what was parked. */
  readonly facts: Facts;
  /** Once all of it was redriven or dropped. */
  readonly after: Facts;
  readonly violations: readonly Violation[];
  /** From the first order to the last judgement, seconds. */
  readonly seconds: number;
  /** The same for placing and breaking alone. */
  readonly loadSeconds: number;
}

export const chaos = async (props: ChaosProps): Promise<ChaosResult> => {
  const { stack, doorUrl, quiet, say } = props;
  const startedAt = Date.now();
  const operators = await signedIn(stack, ['operator']);
  const { skus, counted } = await stocked(await shop(stack, 'operator'));
  const seen = watch();
  const stop = await eventsOf(stack.kafkaBrokers, seen.tell, ({ message }) =>
    say(`listening to the topics begins anew: ${message}`),
  );
  const world = await operatorsWorld(stack);
  const unknownId = await unknownSchemaId(stack.schemaRegistryUrl);
  const poisons = poisoner(stack, unknownId);
  await using cleanup = new AsyncDisposableStack();
  cleanup.defer(() => tellDoor(doorUrl, {}));
  cleanup.defer(stop);

  const broken = { faults: 0, isOver: false };
  let accepted = (): readonly unknown[] => [];
  const goesOn = (): boolean => {
    const seconds = (Date.now() - startedAt) / 1_000;
    const isEnough =
      seconds >= props.seconds && accepted().length >= props.orders && broken.faults >= props.enoughFaults;
    return !broken.isOver && seconds < props.mostSeconds && !isEnough;
  };
  const { rate, seed } = props;
  const random = seeded(seed);
  const load = await startLoad({ stack, skus, rate, random, watch: seen, goesOn, patience: 120_000 });
  accepted = load.accepted;
  const counting = countShelf(operators, skus[0] ?? '', props.counts, goesOn);
  const told = (): void => {
    broken.faults += 1;
  };
  const faults = await broughtAbout({
    ...props,
    gatewayUrl: stack.gatewayUrl,
    poison: poisons.poison,
    seen,
    goesOn,
    told,
  });
  broken.isOver = true;
  await Promise.all([load.placed, counting]);
  const loadSeconds = (Date.now() - startedAt) / 1_000;
  say(`placed ${load.accepted().length} orders; waiting until all is told`);
  await Promise.race([load.told, stillness(seen, quiet)]);

  const poisoned = poisons.poisoned();
  const queues = await queuesOf(stack.awsEndpoint);
  // Who signed in before may be nobody now.
  const operator = await shop(stack, 'operator');
  const seeing = { stack, operator, queues, counted, poisoned, since: startedAt, views: 500 };
  const gathered = (more: Facts['accepted'], parked: GatherProps['parked']) => (): Promise<Facts> =>
    gather({ ...seeing, parked, accepted: [...load.accepted(), ...more] });
  const before = await judgement(
    gathered([], async () => []),
    check,
    seen,
    quiet,
    say,
  );
  say(`${before.violations.length} violations; ${before.facts.letters.length} letters, which are redriven`);
  const [buyer, [, sku = ''], { letters }] = [await shop(stack, lateBuyer), skus, before.facts];
  const redriven = await outcomeOf(
    cleanedUp({ stack, world, buyer, sku, poisoned, letters, unknownId, say }),
  );
  const parked = (): Promise<readonly string[]> => stillParked(world, startedAt);
  const after = await judgement(gathered(redriven.orders, parked), checkRedriven, seen, quiet, say);
  const violations = [...before.violations, ...redriven.violations, ...after.violations];
  const seconds = (Date.now() - startedAt) / 1_000;
  return { faults, facts: before.facts, after: after.facts, violations, seconds, loadSeconds };
};

/** What came of a long run is told, whatever becomes of its end. */
const outcomeOf = async (cleaning: Promise<Facts['accepted']>) => {
  try {
    return { orders: await cleaning, violations: [] };
  } catch (error) {
    const what = `could not be done: ${(error as Error).message}`;
    return { orders: [], violations: [{ rule: 'what is parked can be redriven', about: 'redrive', what }] };
  }
};
