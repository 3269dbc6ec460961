/** Orders and returns as their contexts tell of them, and what they add up to, counted the slow way. */
import fc from 'fast-check';
import type { OrderEvent } from '../../schemas/ordering/order/contract.gen.ts';
import type { ReturnEvent } from '../../schemas/returns/return/contract.gen.ts';

export interface Told {
  /** The order, or the return. */
  readonly id: string;
  readonly sequence: number;
  readonly event: OrderEvent | ReturnEvent;
}

const hourMs = 3_600_000;
const firstHour = Date.parse('2026-11-24T20:00:00Z');

const line = fc.record({
  sku: fc.constantFrom('KETTLE-1', 'CUP-1', 'TRAY-1'),
  quantity: fc.integer({ min: 1, max: 5 }),
  unitPrice: fc.integer({ min: 0, max: 10_000 }),
});

const order = fc.record({
  lines: fc.uniqueArray(line, { minLength: 1, maxLength: 3, selector: ({ sku }) => sku }),
  currency: fc.constantFrom('EUR', 'USD'),
  /** Milliseconds after the first hour: late, early, on the edge. */
  confirmedAt: fc.oneof(
    fc.integer({ min: 0, max: 4 * hourMs }),
    fc.integer({ min: 0, max: 4 }).map((n) => n * hourMs),
  ),
  ending: fc.constantFrom(
    'placed',
    'given up',
    'confirmed',
    'confirmed',
    'cancelled',
    'returned',
    'returned twice',
  ),
});

export type DrawnOrder = typeof order extends fc.Arbitrary<infer Drawn> ? Drawn : never;

export const orders = fc.array(order, { minLength: 1, maxLength: 8 });

/** What each order and each return says, in its own order. */
export const livesOf = (drawn: readonly DrawnOrder[], run: string): readonly (readonly Told[])[] =>
  drawn.flatMap((each, index) => [
    orderLife(each, `${run}-o${index}`),
    ...returnLives(each, `${run}-o${index}`),
  ]);

const orderLife = (
  { lines, currency, confirmedAt, ending }: DrawnOrder,
  orderId: string,
): readonly Told[] => {
  const total = lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);
  const at = firstHour + confirmedAt;
  const customerId = 'ada';
  const placed = { orderId, customerId, lines, total, currency, paymentToken: 't', placedAt: at - 1_000 };
  const cancelled: OrderEvent = {
    type: 'OrderCancelled',
    data: { orderId, reason: 'customer', cancelledAt: at + 1, customerId },
  };
  const isConfirmed = ending !== 'placed' && ending !== 'given up';
  const events: OrderEvent[] = [
    { type: 'OrderPlaced', data: placed },
    { type: 'OrderAuthorized', data: { orderId, authorizedAt: at - 1 } },
    ...(isConfirmed
      ? [{ type: 'OrderConfirmed', data: { orderId, confirmedAt: at, customerId, lines: [] } } as const]
      : []),
    ...(ending === 'given up' || ending === 'cancelled' ? [cancelled] : []),
  ];
  return events.map((event, index) => ({ id: orderId, sequence: index + 1, event }));
};

/** Half of the units of each line, once or twice. */
const returnLives = (
  { lines, currency, ending }: DrawnOrder,
  orderId: string,
): readonly (readonly Told[])[] => {
  const times = ending === 'returned twice' ? 2 : ending === 'returned' ? 1 : 0;
  const back = lines.map(({ quantity, ...rest }) => ({ ...rest, quantity: Math.ceil(quantity / 2) }));
  const amount = back.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);
  const at = firstHour + 9 * hourMs;
  return Array.from({ length: times }, (_, index) => {
    const returnId = `${orderId}-r${index}`;
    const data = { returnId, orderId, customerId: 'ada', lines: back, amount, currency };
    const events: ReturnEvent[] = [
      { type: 'ReturnRequested', data: { ...data, reason: 'too loud', requestedAt: at } },
      { type: 'ReturnCompleted', data: { ...data, completedAt: at } },
    ];
    return events.map((event, place) => ({ id: returnId, sequence: place + 1, event }));
  });
};

export interface SlowSum {
  readonly units: number;
  readonly revenue: number;
}

/** By hour, SKU and currency: order by order, line by line, from what was drawn alone. */
export const slowlyAddedUp = (drawn: readonly DrawnOrder[]): ReadonlyMap<string, SlowSum> => {
  const sums = new Map<string, SlowSum>();
  for (const { lines, currency, confirmedAt, ending } of drawn) {
    if (ending === 'placed' || ending === 'given up') continue;
    const hour = new Date(firstHour + confirmedAt).toISOString().slice(0, 13);
    for (const { sku, quantity, unitPrice } of lines) {
      const back = Math.ceil(quantity / 2);
      const left = {
        confirmed: quantity,
        cancelled: 0,
        returned: quantity - back,
        'returned twice': quantity - 2 * back,
      }[ending];
      const key = `${hour} ${sku} ${currency}`;
      const { units, revenue } = sums.get(key) ?? { units: 0, revenue: 0 };
      sums.set(key, { units: units + left, revenue: revenue + left * unitPrice });
    }
  }
  return sums;
};
