/** The life of an order: each commit with its cause, who and when, and never with what it is paid by. */
import type { OrderEvent } from '../../schemas/ordering/order/contract.gen.ts';
import type { JournalEntry } from '../platform/commit/journal.ts';
import { readableCause } from '../platform/contract/readable-cause.ts';

export const orderHistory = (journal: readonly JournalEntry<OrderEvent>[]) =>
  journal.map(({ version, at, by, correlationId, cause, events }) => ({
    version,
    at,
    by,
    correlationId,
    cause: readableCause(cause),
    events: events.map(withoutToken),
  }));

const withoutToken = (event: OrderEvent): { readonly type: string; readonly data: object } => {
  if (event.type !== 'OrderPlaced') return event;
  const { paymentToken: _paymentToken, ...data } = event.data;
  return { type: event.type, data };
};
