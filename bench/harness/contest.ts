/** Measures ours beside others: all of them once in each round, so that what else the machine does hits all alike. */
import type { During } from '../profile/profiler.ts';
import { ratioOf, type Spread, spreadOf } from './statistics.ts';

export interface Contestant {
  readonly name: string;
  /**
   * Does its work and says how it went, in the contest's unit.
   *
   * @param share of the usual amount of work: less when it only warms up
   */
  readonly run: (share: number) => number | Promise<number>;
}

export interface Peer extends Contestant {
  /** What ours over theirs is to be. @default none: it is shown for comparison */
  readonly goal?: Goal;
  /** Why it cannot be reached, where it is not. */
  readonly limit?: string;
}

export type Goal = { readonly atLeast: number } | { readonly atMost: number };

export interface Contest {
  readonly what: string;
  /** Such as `/s`, or `ms`. */
  readonly unit: string;
  readonly ours: Contestant['run'];
  readonly peers: readonly Peer[];
}

export interface Comparison {
  readonly what: string;
  readonly unit: string;
  readonly peer: string;
  readonly ours: Spread;
  readonly theirs: Spread;
  /** Ours over theirs. */
  readonly ratio: Spread;
  readonly goal?: Goal;
  readonly limit?: string;
}

const warmUp = 0.2;

/** @param rounds that count; one more, and shorter, goes before them @param during around each of our runs that count */
export const contested = async (
  { what, unit, ours, peers }: Contest,
  rounds: number,
  during: During = async (work) => work(),
): Promise<readonly Comparison[]> => {
  const own: Contestant = { name: 'ours', run: ours };
  const contestants: readonly Contestant[] = [own, ...peers];
  const figures = new Map<Contestant, number[]>(contestants.map((each) => [each, []]));
  for (const { run } of contestants) await run(warmUp);
  for (let round = 0; round < rounds; round += 1) {
    for (const each of turned(contestants, round)) {
      const run = () => each.run(1);
      figures.get(each)?.push(await (each === own ? during(run) : run()));
    }
  }
  const [mine = [], ...others] = contestants.map((each) => figures.get(each) ?? []);
  return peers.map(({ name, goal, limit }, index) => {
    const theirs = others[index] ?? [];
    const spreads = { ours: spreadOf(mine), theirs: spreadOf(theirs), ratio: ratioOf(mine, theirs) };
    return { what, unit, peer: name, ...spreads, ...(goal && { goal }), ...(limit && { limit }) };
  });
};

/** Another one begins each round: who follows whom makes a difference, too. */
const turned = <Item>(items: readonly Item[], by: number): readonly Item[] => {
  const at = by % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
};

export const isMet = ({ ratio, goal }: Pick<Comparison, 'ratio' | 'goal'>): boolean | undefined => {
  if (goal === undefined) return undefined;
  return 'atLeast' in goal ? ratio.median >= goal.atLeast : ratio.median <= goal.atMost;
};
