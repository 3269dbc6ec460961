/** An order's timeline and an order in a list, as its customer and operators see them. */
import { refuse } from '../platform/commit/decider.ts';
import { refused } from '../platform/http/http.ts';
import { isOperator } from '../platform/http/operators.ts';
import type { Caller } from '../platform/http/request.ts';
import type * as z from '../platform/zod.ts';
import type { listOrders, readTimeline } from './order-routes.ts';
import type { EntryRow, SummaryRow } from './rows.ts';
import type { SagaStep } from './saga-step.ts';
import type { OrderRows } from './timeline.ts';

type Timeline = z.infer<typeof readTimeline.answer.body>;
type Listed = z.infer<typeof listOrders.answer.body>['orders'][number];

/** @throws ProblemError 404 when there is no such order, or it is another customer's */
export const timelineView = (
  orderId: string,
  { summary, entries }: OrderRows,
  steps: readonly SagaStep[],
  caller: Caller,
): Timeline => {
  const isTheirs = summary?.customerId === caller.name || isOperator(caller);
  if (entries.length === 0 || !isTheirs) {
    throw refused(refuse('unknown-order', `there is no order ${orderId}`));
  }
  return {
    orderId,
    ...(summary && factsOf(summary)),
    ...(summary && waitOf(summary, steps)),
    entries: entries.map(({ at, source, sequence, type, text, details }) => ({
      at,
      source,
      sequence,
      type,
      text,
      details,
    })),
    missing: missingIn(entries),
  };
};

export const listedOrder = (summary: SummaryRow, steps: readonly SagaStep[]): Listed => ({
  orderId: summary.id,
  ...factsOf(summary),
  ...waitOf(summary, steps),
});

const factsOf = ({
  customerId,
  status,
  reason,
  placedAt,
  total,
  currency,
  deliveredAt,
}: SummaryRow): Omit<Listed, 'orderId' | 'waitsFor'> => ({
  customerId,
  status,
  reason,
  placedAt,
  total,
  currency,
  deliveredAt,
});

const waitOf = ({ step, since }: SummaryRow, steps: readonly SagaStep[]): Pick<Listed, 'waitsFor'> => {
  const what = steps.find((each) => each.step === step)?.waitsFor;
  return step === undefined || since === undefined || what === undefined
    ? {}
    : { waitsFor: { step, since, what } };
};

/** As many are named as a person would look at. */
const namedPerSource = 100;

/** Every source counts its events from 1, so that one that never came, or that nobody here knows, leaves a hole. */
export const missingIn = (
  entries: readonly Pick<EntryRow, 'source' | 'subject' | 'sequence'>[],
): Timeline['missing'] => {
  const told = new Map<string, { source: string; subject: string; known: Set<number> }>();
  for (const { source, subject, sequence } of entries) {
    const name = `${source}/${subject}`;
    const { known } = told.get(name) ?? { known: new Set<number>() };
    told.set(name, { source, subject, known: known.add(sequence) });
  }
  return [...told.values()].flatMap(({ known, ...aggregate }) =>
    holesIn(known).map((sequence) => ({ ...aggregate, sequence })),
  );
};

const holesIn = (known: ReadonlySet<number>): readonly number[] => {
  const holes: number[] = [];
  const last = Math.max(...known);
  for (let sequence = 1; sequence < last && holes.length < namedPerSource; sequence += 1) {
    if (!known.has(sequence)) holes.push(sequence);
  }
  return holes;
};
