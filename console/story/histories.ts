/** The journals of everything that has the id of an order. */
import { aggregates } from '../../ops/aggregates.ts';
import type { Connection } from '../../ops/connection.ts';
import type { History } from '../../ops/journal/journaled.ts';
import { placeIn } from '../../ops/journal/target.ts';
import { Problem } from '../server/route.ts';

/** Aggregates that have the order's own id. */
const ofAnOrder = ['ordering/order', 'inventory/reservation', 'payment/payment', 'shipping/shipment'];
/** What led to an order may have been committed by another clock, milliseconds. */
const before = 60_000;

export interface Histories {
  readonly histories: readonly History[];
  /** No record or line about the order is older, milliseconds since 1970. */
  readonly since: number;
}

/** @throws Problem when there is no such order */
export const historiesOf = async (connection: Connection, orderId: string): Promise<Histories> => {
  const kinds = aggregates.filter(({ name }) => ofAnOrder.includes(name));
  const found = await Promise.all(
    kinds.map(async (kind) => {
      const context = connection.contexts.find(({ name }) => kind.name.startsWith(`${name}/`));
      return context === undefined ? [] : [await kind.historyOf(placeIn(connection, context), orderId)];
    }),
  );
  const histories = found.flat();
  const moments = histories.flatMap(({ entries }) => entries.map(({ at }) => at));
  if (moments.length === 0) throw new Problem(404, `no journal tells of an order ${orderId}`);
  return { histories, since: Math.min(...moments) - before };
};
