/** The breaker: pauses a consumer's mappings while what it needs is down, and resumes them when a probe says that it is back. */
import type { BreakerMessage } from './breaker.ts';

export interface CircuitProps {
  /** By consumer, the ids of its mappings. */
  readonly mappings: { readonly [consumer: string]: readonly string[] };
  /** By dependency: is it there? They read, and change nothing. */
  readonly probes: { readonly [dependency: string]: () => Promise<boolean> };
  readonly switches: Switches;
  /** Brings a message to the breaker again, after a while. */
  readonly later: (message: BreakerMessage) => Promise<void>;
  /** Told what was decided, each time. */
  readonly tell: (what: Decision, message: BreakerMessage) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** An event source mapping's own state is the breaker's: there is nothing else to keep, and nothing that could be down too. */
export interface Switches {
  /** `changing` while AWS is at it, up to 90 seconds. */
  readonly stateOf: (mapping: string) => Promise<'enabled' | 'disabled' | 'changing'>;
  readonly turn: (mapping: string, enabled: boolean) => Promise<void>;
}

export type Decision = 'opened' | 'still open' | 'closed' | 'paused already' | 'not down';

/**
 * Each message may come twice, and may be left half done: it is written so that the next time finishes it. The next turn
 * is arranged before anything is paused, so that nothing is ever paused with nobody to resume it.
 *
 * @throws what the probes' and the mappings' services throw; the message then comes again
 */
export const circuit =
  (props: CircuitProps) =>
  async (message: BreakerMessage): Promise<void> => {
    const { probes, tell } = props;
    const probe = probes[message.dependency];
    if (probe === undefined) {
      const known = Object.keys(probes).join(', ');
      throw new Error(
        `there is no probe for ${message.dependency}, only for ${known}; give it one in the stack`,
      );
    }
    const decided =
      message.type === 'suspected'
        ? await suspected(props, message, probe)
        : await probed(props, message, probe);
    tell(decided, message);
  };

type Probe = () => Promise<boolean>;
type Suspected = Extract<BreakerMessage, { type: 'suspected' }>;
type Open = Extract<BreakerMessage, { type: 'open' }>;

const suspected = async (
  { mappings, switches, later, now }: CircuitProps,
  { consumer, dependency }: Suspected,
  probe: Probe,
): Promise<Decision> => {
  const paused = await inState(switches, mappings[consumer] ?? [], 'enabled');
  if (paused.length === 0) return 'paused already';
  if (await probe()) return 'not down';
  await later({ type: 'open', consumer, dependency, paused, since: now() });
  await turn(switches, paused, false);
  return 'opened';
};

const probed = async ({ switches, later }: CircuitProps, message: Open, probe: Probe): Promise<Decision> => {
  const { paused } = message;
  const isBack = await probe();
  const changing = await inState(switches, paused, 'changing');
  // A mapping that is still being paused cannot be resumed yet.
  if (!isBack || changing.length > 0) {
    await later(message);
    await turn(switches, await inState(switches, isBack ? [] : paused, 'enabled'), false);
    return 'still open';
  }
  await turn(switches, await inState(switches, paused, 'disabled'), true);
  return 'closed';
};

const inState = async (
  { stateOf }: Switches,
  mappings: readonly string[],
  wanted: Awaited<ReturnType<Switches['stateOf']>>,
): Promise<readonly string[]> => {
  const states = await Promise.all(mappings.map(stateOf));
  return mappings.filter((_, index) => states[index] === wanted);
};

const turn = async (switches: Switches, mappings: readonly string[], enabled: boolean): Promise<void> => {
  await Promise.all(mappings.map((mapping) => switches.turn(mapping, enabled)));
};
