/** Places many orders at once, waits until each has ended, and adds everything up. */
import { randomUUID } from 'node:crypto';
import { eventsOf } from '../local/events.ts';
import type { Stack } from '../local/stack-file.ts';
import { operator, tokenOf } from '../local/users.ts';

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
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
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
  const shop = await shopOf(stack);
  const skus = Array.from({ length: props.skus }, (_, n) => `RUN-${run}-${n}`);
  for (const sku of skus) await shop.count(sku, props.onHand);

  const watched = new Map<string, Watched>();
  const ended = () => [...watched.values()].filter(({ endedAt }) => endedAt !== undefined).length;
  const stop = await eventsOf(stack.kafkaBrokers, ({ type, id, correlationId }) => {
    const order = terminal.has(type) ? watched.get(correlationId) : undefined;
    if (order === undefined) return;
    order.endings.set(id, type);
    order.endedAt ??= performance.now();
  });

  const firstAt = performance.now();
  const ids = new Map<string, string>();
  let next = 0;
  const client = async (): Promise<void> => {
    for (let number = next++; number < props.orders; number = next++) {
      const correlationId = `${run}-${number}`;
      watched.set(correlationId, { startedAt: performance.now(), endings: new Map() });
      ids.set(correlationId, await shop.place(number, skus, correlationId));
      props.progress(ids.size, ended());
    }
  };
  await Promise.all(Array.from({ length: props.clients }, client));
  const deadline = performance.now() + props.patience;
  while (ended() < props.orders && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    props.progress(ids.size, ended());
  }
  await stop();

  const lastAt = Math.max(...[...watched.values()].map(({ endedAt = 0 }) => endedAt));
  const orders = await inTurns([...ids], props.clients, async ([correlationId, orderId]) =>
    placedOrder(await shop.order(orderId), watched.get(correlationId)),
  );
  const stock = new Map(await Promise.all(skus.map(async (sku) => [sku, await shop.stock(sku)] as const)));
  const held = await shop.held(new Set(ids.values()));
  return { orders, seconds: (lastAt - firstAt) / 1_000, stock, held };
};

type OrderView = Pick<PlacedOrder, 'orderId' | 'status' | 'total' | 'lines'>;

const placedOrder = (order: OrderView, watched: Watched | undefined): PlacedOrder => ({
  ...order,
  endings: [...(watched?.endings.values() ?? [])],
  ms: watched?.endedAt === undefined ? undefined : watched.endedAt - watched.startedAt,
});

/** One or two lines, every tenth card declined. */
const requestOf = (number: number, skus: readonly string[]): object => {
  const line = (offset: number) => ({
    sku: skus[(number + offset) % skus.length],
    quantity: 1 + (number % 3),
    unitPrice,
  });
  const lines = number % 2 === 0 || skus.length === 1 ? [line(0)] : [line(0), line(1)];
  return { lines, currency: 'EUR', paymentToken: number % 10 === 9 ? 'decline' : 'approve' };
};

const shopOf = async (stack: Stack) => {
  const [customer, clerk] = [await tokenOf(stack, 'ada'), await tokenOf(stack, operator)];
  const call = async (token: string, method: string, path: string, body?: object, headers = {}) => {
    const response = await fetch(`${stack.apiUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${text}`);
    return JSON.parse(text);
  };
  return {
    count: (sku: string, onHand: number) => call(clerk, 'PUT', `/inventory/stock/${sku}`, { onHand }),
    place: async (number: number, skus: readonly string[], correlationId: string): Promise<string> => {
      const headers = { 'x-correlation-id': correlationId };
      const { orderId } = await call(customer, 'POST', '/ordering/orders', requestOf(number, skus), headers);
      return orderId;
    },
    order: (id: string): Promise<OrderView> => call(customer, 'GET', `/ordering/orders/${id}`),
    stock: (sku: string): Promise<{ onHand: number; reserved: number }> =>
      call(customer, 'GET', `/inventory/stock/${sku}`),
    held: async (ids: ReadonlySet<string>): Promise<number> => {
      const payments = await (await fetch(`${stack.gatewayUrl}/payments`)).json();
      return (payments as { paymentId: string; amount: number; status: string }[])
        .filter(({ paymentId, status }) => ids.has(paymentId) && status === 'authorized')
        .reduce((sum, { amount }) => sum + amount, 0);
    },
  };
};

const inTurns = async <Item, Result>(
  items: readonly Item[],
  atOnce: number,
  action: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> => {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++)
      results[index] = await action(items[index] as Item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
};
