/** What is seen of each order while the run goes on: when it was placed, and when it ended. */
import type { SeenEvent } from '../../local/events.ts';

export interface Watched {
  readonly orderId: string;
  /** Milliseconds since 1970. */
  readonly placedAt: number;
  readonly seen: ReadonlySet<string>;
  readonly endedAt: number | undefined;
}

interface Followed {
  readonly placedAt: number;
  readonly seen: Set<string>;
  endedAt?: number;
}

const endings = new Set(['OrderConfirmed', 'OrderCancelled']);
/** Where an order's own id is the key. */
const followed = new Set(['ordering.order', 'shipping.shipment']);

export interface Watch {
  readonly placed: (orderId: string, at: number) => void;
  readonly tell: (event: SeenEvent) => void;
  /** Resolves when the order has said one of these; never before. */
  readonly until: (orderId: string, types: readonly string[]) => Promise<void>;
  /** How long from a time on until an order placed since has ended; undefined while none has. */
  readonly firstEndedSince: (at: number) => number | undefined;
  /** Orders placed from a time on that have not ended yet. */
  readonly openSince: (at: number) => number;
  readonly counts: () => { readonly placed: number; readonly ended: number; readonly heard: number };
}

export const watch = (): Watch => {
  const orders = new Map<string, Followed>();
  /** When each order was placed that has not ended, in the order of being placed. */
  const open = new Map<string, number>();
  const waiting = new Map<string, { readonly types: readonly string[]; readonly resolve: () => void }[]>();
  let heard = 0;
  let ended = 0;
  const recent: { readonly placedAt: number; readonly endedAt: number }[] = [];

  const follow = (orderId: string, placedAt: number): Followed => {
    const known = orders.get(orderId);
    if (known !== undefined) return known;
    const fresh: Followed = { placedAt, seen: new Set() };
    orders.set(orderId, fresh);
    open.set(orderId, placedAt);
    return fresh;
  };

  const end = (orderId: string, order: Followed): void => {
    if (order.endedAt !== undefined) return;
    open.delete(orderId);
    order.endedAt = Date.now();
    ended += 1;
    recent.push({ placedAt: order.placedAt, endedAt: order.endedAt });
    if (recent.length > 2_000) recent.splice(0, 1_000);
  };

  return {
    placed: (orderId, at) => void follow(orderId, at),
    tell: ({ topic, key, type }) => {
      heard += 1;
      if (!followed.has(topic)) return;
      // An event may be seen before its order's acceptance is: then it was placed now at the latest.
      const order = follow(key, Date.now());
      order.seen.add(type);
      if (endings.has(type)) end(key, order);
      const callers = waiting.get(key) ?? [];
      for (const { types, resolve } of callers) if (types.includes(type)) resolve();
      const left = callers.filter(({ types }) => !types.includes(type));
      if (left.length > 0) waiting.set(key, left);
      else waiting.delete(key);
    },
    until: (orderId, types) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const seen = orders.get(orderId)?.seen;
      if (types.some((type) => seen?.has(type))) resolve();
      else waiting.set(orderId, [...(waiting.get(orderId) ?? []), { types, resolve }]);
      return promise;
    },
    firstEndedSince: (at) => {
      const times = recent.filter(({ placedAt }) => placedAt >= at).map(({ endedAt }) => endedAt - at);
      return times.length === 0 ? undefined : Math.min(...times);
    },
    openSince: (at) => [...open.values()].filter((placedAt) => placedAt >= at).length,
    counts: () => ({ placed: orders.size, ended, heard }),
  };
};
