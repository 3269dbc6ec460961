/** What an order uses, as the last `npm run bench` saw it; the rest as the page of costs estimates it. */
import { type PerOrder, perOrder } from '../../docs/build/cost/usage.ts';
import type { Result } from '../harness/result.ts';

export interface MeasuredOrder {
  readonly each: PerOrder;
  /** When it was measured, ISO 8601; undefined when it never was. */
  readonly at: string | undefined;
}

const system = 'system';

export const measuredOrder = (results: readonly Result[]): MeasuredOrder => {
  const { facts, at } = results.find(({ path }) => path === system) ?? {};
  if (facts === undefined) return { each: perOrder, at: undefined };
  const { writes, reads, messages, handled, commits, kafkaBytes } = facts;
  const seen = {
    writes,
    reads,
    messages,
    handled,
    commits,
    kilobytesInTopics: kafkaBytes === undefined ? undefined : kafkaBytes / 1_000,
  };
  const known = Object.entries(seen).filter(([, value]) => value !== undefined);
  return { each: { ...perOrder, ...Object.fromEntries(known) }, at };
};
