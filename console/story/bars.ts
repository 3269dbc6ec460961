/** Lays the steps of a trace on one axis of time, each under its cause. */
import type { Step } from '../../ops/trace/step.ts';
import { type Branch, treeOf } from '../../ops/trace/tree.ts';
import type { Bar, Span } from '../answers/story.ts';
import { asText } from '../topics/as-text.ts';
import { compensations } from './compensation.ts';

/** In the order of the tree: what was caused stands below its cause. */
export const barsOf = (steps: readonly Step[]): readonly Bar[] =>
  treeOf(steps).flatMap((branch) => barsIn(branch, undefined, 0));

const barsIn = (branch: Branch, cause: Step | undefined, depth: number): readonly Bar[] => [
  barOf(branch, cause, depth),
  ...branch.children.flatMap((child) => barsIn(child, branch.step, depth + 1)),
];

const barOf = ({ step, via }: Branch, cause: Step | undefined, depth: number): Bar => ({
  id: nameOf(step),
  ...(cause !== undefined && { parent: nameOf(cause) }),
  depth,
  context: step.source.split('/')[0] ?? '',
  type: step.type,
  source: step.source,
  subject: step.subject,
  sequence: step.sequence,
  by: via ?? step.by ?? 'unknown',
  spans: spansOf(step, cause),
  isCompensation: compensations.has(step.type),
  places: step.places,
  body: asText(step.data).text,
});

const nameOf = ({ source, id }: Step): string => `${source} ${id}`;

/** The clocks of two machines may differ by a little: time does not run backwards for that. */
export const spansOf = (
  { at, sentAt }: Pick<Step, 'at' | 'sentAt'>,
  cause: Pick<Step, 'at' | 'sentAt'> | undefined,
): readonly Span[] => {
  const heardAt = cause === undefined ? undefined : (cause.sentAt ?? cause.at);
  return [
    ...(heardAt === undefined || heardAt > at ? [] : [{ kind: 'handling' as const, from: heardAt, to: at }]),
    { kind: 'commit', from: at, to: at },
    ...(sentAt === undefined || sentAt < at ? [] : [{ kind: 'relay' as const, from: at, to: sentAt }]),
  ];
};

/** From the first cause to the bar, both included. */
export const causesOf = (bars: readonly Bar[], last: Bar): readonly Bar[] => {
  const known = new Map(bars.map((bar) => [bar.id, bar]));
  const path: Bar[] = [];
  for (let bar: Bar | undefined = last; bar !== undefined; bar = known.get(bar.parent ?? '')) {
    // What causes itself would go on for ever.
    if (path.includes(bar)) break;
    path.unshift(bar);
  }
  return path;
};
