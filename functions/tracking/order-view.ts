/** An order's timeline and an order in a list, as its customer and operators see them. */
import type { z } from 'zod';
import { refuse } from '../platform/decider.ts';
import { refused } from '../platform/http.ts';
import { isOperator } from '../platform/operators.ts';
import type { Caller } from '../platform/request.ts';
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

/** Every source counts its events from 1, so that one that never came, or that nobody here knows, leaves a hole. */
export const missingIn = (
  entries: readonly Pick<EntryRow, 'source' | 'subject' | 'sequence'>[],
): Timeline['missing'] =>
  Object.values(Object.groupBy(entries, ({ source, subject }) => `${source}/${subject}`)).flatMap(
    (told = []) => {
      const known = new Set(told.map(({ sequence }) => sequence));
      const upTo = Array.from({ length: Math.max(...known) }, (_, index) => index + 1);
      const { source = '', subject = '' } = told[0] ?? {};
      return upTo
        .filter((sequence) => !known.has(sequence))
        .map((sequence) => ({ source, subject, sequence }));
    },
  );
