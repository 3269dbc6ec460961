/** Places many orders at once, waits until each has ended, and adds everything up. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventsOf, type SeenEvent } from '../local/events.ts';
import { type Shop, shop } from '../local/shop.ts';
import type { Line, OrderView } from '../local/shop-views.ts';
import type { Stack } from '../local/stack-file.ts';
import { type Books, booksOf } from './books.ts';
import { placeInsistently } from './insistent.ts';
import { limited } from './limited.ts';

export interface ManyOrdersProps {
  readonly orders: number;
  readonly clients: number;
  /** Units of each SKU. */
  readonly onHand: number;
  readonly skus: number;
  /** How long to wait after the last order was placed, milliseconds. */
  readonly patience: number;
  /** Told how many orders were placed, and how many have ended; whoever told it waits until it is done. */
  readonly progress: (placed: number, ended: number) => void | Promise<void>;
  /** Customers ask again when nobody could answer them. @default false: then it is an error */
  readonly insists?: boolean;
}

export interface PlacedOrder extends OrderView {
  /** Distinct `OrderConfirmed` and `OrderCancelled` events that were seen. */
  readonly endings: readonly string[];
  /** From before the POST until its end was seen on its topic, milliseconds; `undefined` when it never was. */
  readonly ms: number | undefined;
}

export interface ManyOrders {
  readonly orders: readonly PlacedOrder[];
  /** From the first POST to the last end, seconds. */
  readonly seconds: number;
  /** As soon as they balance, for compensation goes on after an order's end; else when patience was lost. */
  readonly books: Books;
}

interface Watched {
  readonly startedAt: number;
  readonly endings: Map<string, string>;
  endedAt?: number;
}

const terminal = new Set(['OrderConfirmed', 'OrderCancelled']);
const unitPrice = 100;

export const manyOrders = async (stack: Stack, props: ManyOrdersProps): Promise<ManyOrders> => {
  const run = randomUUID().slice(0, 8);
  const seller = await shop(stack);
  const skus = Array.from({ length: props.skus }, (_, n) => `RUN-${run}-${n}`);
  for (const sku of skus) await seller.offer(sku, props.onHand);
  const watched = new Map<string, Watched>();
  const stop = await eventsOf(stack.kafkaBrokers, (event) => note(event, watched));
  const firstAt = performance.now();
  const ids = await placeAll(seller, run, skus, watched, props);
  const deadline = performance.now() + props.patience;
  while (endedOf(watched) < props.orders && performance.now() < deadline) {
    await sleep(100);
    await props.progress(ids.size, endedOf(watched));
  }
  await stop();
  const orders = await limited(props.clients, [...ids], async ([correlationId, orderId]) =>
    placedOrder(await seller.order(orderId), watched.get(correlationId)),
  );
  let books = await booksOf(seller, skus, orders);
  while (!books.balanced && performance.now() < deadline) {
    await sleep(200);
    books = await booksOf(seller, skus, orders);
  }
  const lastAt = Math.max(...[...watched.values()].map(({ endedAt = 0 }) => endedAt));
  return { orders, seconds: (lastAt - firstAt) / 1_000, books };
};

/** @returns the orders' ids by what they are known by while they are placed */
const placeAll = async (
  { place, post }: Shop,
  run: string,
  skus: readonly string[],
  watched: Map<string, Watched>,
  { orders, clients, progress, insists = false }: ManyOrdersProps,
): Promise<ReadonlyMap<string, string>> => {
  const ids = new Map<string, string>();
  const numbers = Array.from({ length: orders }, (_, number) => number);
  await limited(clients, numbers, async (number) => {
    const correlationId = `${run}-${number}`;
    watched.set(correlationId, { startedAt: performance.now(), endings: new Map() });
    const { lines, paymentToken } = requestOf(number, skus);
    const order = insists
      ? placeInsistently({ post }, { lines, currency: 'EUR', paymentToken }, correlationId)
      : place(lines, paymentToken, correlationId);
    ids.set(correlationId, await order);
    await progress(ids.size, endedOf(watched));
  });
  return ids;
};

type WatchedOrders = ReadonlyMap<string, Watched>;

const endedOf = (watched: WatchedOrders): number =>
  [...watched.values()].filter(({ endedAt }) => endedAt !== undefined).length;

const note = ({ type, id, correlationId }: SeenEvent, watched: WatchedOrders): void => {
  const order = terminal.has(type) ? watched.get(correlationId) : undefined;
  if (order === undefined) return;
  order.endings.set(id, type);
  order.endedAt ??= performance.now();
};

const placedOrder = (order: OrderView, watched: Watched | undefined): PlacedOrder => ({
  ...order,
  endings: [...(watched?.endings.values() ?? [])],
  ms: watched?.endedAt === undefined ? undefined : watched.endedAt - watched.startedAt,
});

/** One or two lines, every tenth card declined. */
const requestOf = (number: number, skus: readonly string[]) => {
  const line = (offset: number): Line => ({
    sku: skus[(number + offset) % skus.length] ?? '',
    quantity: 1 + (number % 3),
    unitPrice,
  });
  const lines = number % 2 === 0 || skus.length === 1 ? [line(0)] : [line(0), line(1)];
  return { lines, paymentToken: number % 10 === 9 ? 'decline' : 'approve' };
};
