/** Steps in the order of what caused what. */
import type { Step } from './step.ts';

export interface Branch {
  readonly step: Step;
  /** The consumer that heard its parent; undefined for one that begins something. */
  readonly via: string | undefined;
  readonly children: readonly Branch[];
}

/** `<consumer>:/<context>/<aggregate>:<id>`, as a consumer names what it heard. */
const heard = /^([^:]+):\/([^:]+):(.+)$/s;

/** What is caused by none of them begins a tree of its own; nothing is left out, not even what causes itself. */
export const treeOf = (steps: readonly Step[]): readonly Branch[] => {
  const known = new Map(steps.map((step) => [`${step.source} ${step.id}`, step]));
  const parents = new Map(
    steps.map((step) => {
      const [, , source, id] = heard.exec(step.cause) ?? [];
      return [step, known.get(`${source} ${id}`)];
    }),
  );
  const children = Map.groupBy(steps, (step) => parents.get(step));
  const placed = new Set<Step>();
  const branchOf = (step: Step): Branch => {
    placed.add(step);
    const mine = (children.get(step) ?? []).filter((child) => !placed.has(child));
    return { step, via: heard.exec(step.cause)?.[1], children: mine.map(branchOf) };
  };
  const rooted = (children.get(undefined) ?? []).map(branchOf);
  return [...rooted, ...steps.flatMap((step) => (placed.has(step) ? [] : [branchOf(step)]))];
};
