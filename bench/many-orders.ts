/** Places many orders at once, waits until each has ended, and adds everything up. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventsOf, type SeenEvent } from '../local/events.ts';
import { type Line, type OrderView, shop } from '../local/shop.ts';
import type { Stack } from '../local/stack-file.ts';

export interface ManyOrdersProps {
  readonly orders: number;
  readonly clients: number;
  /** Units of each SKU. */
  readonly onHand: number;
  readonly skus: number;
  /** How long to wait after the last order was placed, milliseconds. */
  readonly patience: number;
  /** Told how many orders were placed, and how many have ended. */
  readonly progress: (placed: number, ended: number) => void;
}

export interface PlacedOrder {
  readonly orderId: string;
  /** As the API says afterwards. */
  readonly status: string;
  readonly total: number;
  readonly lines: readonly Line[];
  /** Distinct `OrderConfirmed` and `OrderCancelled` events that were seen. */
  readonly endings: readonly string[];
  /** From before the POST until its end was seen on its topic, milliseconds; `undefined` when it never was. */
  readonly ms: number | undefined;
}

export interface ManyOrders {
  readonly orders: readonly PlacedOrder[];
  /** From the first POST to the last end, seconds. */
  readonly seconds: number;
  readonly stock: ReadonlyMap<string, { readonly onHand: number; readonly reserved: number }>;
  /** Minor units that the gateway holds for these orders. */
  readonly held: number;
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
  const { place, count, order, stock, held } = await shop(stack);
  const skus = Array.from({ length: props.skus }, (_, n) => `RUN-${run}-${n}`);
  for (const sku of skus) await count(sku, props.onHand);

  const watched = new Map<string, Watched>();
  const ids = new Map<string, string>();
  const tell = (): void => props.progress(ids.size, endedOf(watched));
  const stop = await eventsOf(stack.kafkaBrokers, (event) => note(event, watched));

  const firstAt = performance.now();
  const numbers = Array.from({ length: props.orders }, (_, number) => number);
  await limited(props.clients, numbers, async (number) => {
    const correlationId = `${run}-${number}`;
    watched.set(correlationId, { startedAt: performance.now(), endings: new Map() });
    const { lines, paymentToken } = requestOf(number, skus);
    ids.set(correlationId, await place(lines, paymentToken, correlationId));
    tell();
  });
  const deadline = performance.now() + props.patience;
  while (endedOf(watched) < props.orders && performance.now() < deadline) {
    await sleep(100);
    tell();
  }
  await stop();

  const orders = await limited(props.clients, [...ids], async ([correlationId, orderId]) =>
    placedOrder(await order(orderId), watched.get(correlationId)),
  );
  const placed = new Set(ids.values());
  const authorized = (await held()).filter(
    ({ paymentId, status }) => placed.has(paymentId) && status === 'authorized',
  );
  return {
    orders,
    seconds: (Math.max(...[...watched.values()].map(({ endedAt = 0 }) => endedAt)) - firstAt) / 1_000,
    stock: new Map(await Promise.all(skus.map(async (sku) => [sku, await stock(sku)] as const))),
    held: authorized.reduce((sum, { amount }) => sum + amount, 0),
  };
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

/** As many at once as there are clients; the answers in the order of the items. */
const limited = async <Item, Answer>(
  clients: number,
  items: readonly Item[],
  action: (item: Item) => Promise<Answer>,
): Promise<readonly Answer[]> => {
  const answers: Answer[] = [];
  const queue = items.entries();
  const client = async (): Promise<void> => {
    for (const [index, item] of queue) answers[index] = await action(item);
  };
  await Promise.all(Array.from({ length: clients }, client));
  return answers;
};
