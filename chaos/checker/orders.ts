/** Each order's life, from what was said of it. */
import { distinct, type Said } from './facts.ts';

export interface OrderLife {
  readonly orderId: string;
  readonly total: number;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  /** How many different messages of a type there are. */
  readonly times: { readonly [type: string]: number };
  /** What it came to; undefined while it has not ended. */
  readonly ending: 'confirmed' | 'cancelled' | 'completed' | undefined;
}

/** By order id; only orders that were heard to be placed. */
export const ordersIn = (said: readonly Said[]): ReadonlyMap<string, OrderLife> => {
  const lives = new Map<string, Said[]>();
  for (const message of distinct(said)) {
    if (message.source !== '/ordering/order') continue;
    const life = lives.get(message.subject) ?? [];
    life.push(message);
    lives.set(message.subject, life);
  }
  return new Map(
    [...lives].flatMap(([orderId, messages]) => {
      const placed = messages.find(({ type }) => type === 'OrderPlaced');
      return placed === undefined ? [] : [[orderId, lifeOf(orderId, placed, messages)] as const];
    }),
  );
};

const lifeOf = (orderId: string, { data }: Said, messages: readonly Said[]): OrderLife => {
  const times: { [type: string]: number } = {};
  for (const { type } of messages) times[type] = (times[type] ?? 0) + 1;
  const { total, lines } = data as Pick<OrderLife, 'total' | 'lines'>;
  return { orderId, total, lines, times, ending: endingOf(times) };
};

const endingOf = (times: OrderLife['times']): OrderLife['ending'] => {
  if (times.OrderCompleted !== undefined) return 'completed';
  if (times.OrderCancelled !== undefined) return 'cancelled';
  // What has left ends when it is paid.
  return times.OrderConfirmed !== undefined && times.OrderDispatched === undefined ? 'confirmed' : undefined;
};
