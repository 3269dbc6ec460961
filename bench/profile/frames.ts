/** A tree of calls with the time in each, of one CPU profile or several. */
import type { Profiler } from 'node:inspector';
import type { OriginOf } from './origin.ts';

export interface Frame {
  readonly name: string;
  readonly origin: string;
  /** Microseconds in it, with all that it called. */
  total: number;
  readonly children: Map<string, Frame>;
}

type Profile = Profiler.Profile;
type Node = Profile['nodes'][number];

export const frame = (name: string, origin: string): Frame => ({
  name,
  origin,
  total: 0,
  children: new Map(),
});

/** What the process waited for is nobody's time, and what records it is not what is recorded. */
const isNobodys = ({ callFrame: { functionName, url } }: Node): boolean =>
  functionName === '(idle)' || url.startsWith('node:inspector');

const selfTimes = ({ samples = [], timeDeltas = [] }: Profile): ReadonlyMap<number, number> => {
  const times = new Map<number, number>();
  samples.forEach((id, n) => {
    times.set(id, (times.get(id) ?? 0) + Math.max(0, timeDeltas[n] ?? 0));
  });
  return times;
};

const childOf = (parent: Frame, { callFrame }: Node, originOf: OriginOf): Frame => {
  const name = callFrame.functionName === '' ? '(anonymous)' : callFrame.functionName;
  const origin = originOf(callFrame.url, callFrame.lineNumber);
  const key = `${name} ${origin}`;
  const child = parent.children.get(key) ?? frame(name, origin);
  parent.children.set(key, child);
  return child;
};

/** Adds a profile to what is there: the same calls are one frame, however often they were recorded. */
export const addProfile = (into: Frame, profile: Profile, originOf: OriginOf): void => {
  const [self, nodes] = [selfTimes(profile), new Map(profile.nodes.map((node) => [node.id, node]))];
  const add = (parent: Frame, ids: readonly number[]): number =>
    ids.reduce((sum, id) => {
      const node = nodes.get(id);
      if (node === undefined || isNobodys(node)) return sum;
      const child = childOf(parent, node, originOf);
      const time = (self.get(id) ?? 0) + add(child, node.children ?? []);
      child.total += time;
      return sum + time;
    }, 0);
  into.total += add(into, profile.nodes[0]?.children ?? []);
};
