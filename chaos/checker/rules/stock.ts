/** P8: no unit is sold twice, none is lost, and the API says the same as the topic. */
import { distinct, type Facts, type Rule, type Said, type StockFact, type Violation } from '../facts.ts';
import { ordersIn } from '../orders.ts';

const rule = 'stock is conserved';

/** By event, what a unit of it changes. */
const changes: { readonly [type: string]: { readonly onHand: number; readonly reserved: number } } = {
  StockReserved: { onHand: 0, reserved: 1 },
  StockReleased: { onHand: 0, reserved: -1 },
  StockDispatched: { onHand: -1, reserved: -1 },
  StockTakenBack: { onHand: 1, reserved: 1 },
};

interface StockSaid {
  readonly sku: string;
  readonly reservationId: string;
  readonly quantity: number;
}

export const stock: Rule = (facts) => {
  const ofItems = distinct(facts.said).filter(({ source }) => source === '/inventory/stock-item');
  const bySku = Map.groupBy(ofItems, ({ subject }) => subject);
  return facts.stock.flatMap((item) => {
    const messages = bySku.get(item.sku) ?? [];
    return [...wrongBalance(item, messages, facts), ...takenTwice(item.sku, messages)];
  });
};

const broken = (about: string, what: string): Violation => ({ rule, about, what });

const wrongBalance = (item: StockFact, messages: readonly Said[], facts: Facts): readonly Violation[] => {
  let [onHand, reserved] = [item.counted, 0];
  const violations: Violation[] = [];
  for (const { type, id, data } of messages) {
    const change = changes[type];
    if (change === undefined) continue;
    const { quantity } = data as unknown as StockSaid;
    onHand += change.onHand * quantity;
    reserved += change.reserved * quantity;
    if (reserved < 0 || reserved > onHand) {
      violations.push(broken(item.sku, `after ${id} ${reserved} of ${onHand} units are reserved`));
    }
  }
  const due = dueOf(item, facts);
  const says = `${reserved} of ${onHand} units reserved on the topic`;
  return [
    ...violations,
    ...(reserved === item.reserved && onHand === item.onHand
      ? []
      : [broken(item.sku, `${says}, ${item.reserved} of ${item.onHand} over HTTP`)]),
    ...(reserved === due.reserved && onHand === due.onHand
      ? []
      : [broken(item.sku, `${says}, ${due.reserved} of ${due.onHand} by the orders`)]),
  ];
};

/** What the orders and the returns leave of what was counted. */
const dueOf = ({ sku, counted }: StockFact, { said }: Facts) => {
  const unitsOf = (lines: readonly { readonly sku: string; readonly quantity: number }[]): number =>
    lines.filter((line) => line.sku === sku).reduce((sum, { quantity }) => sum + quantity, 0);
  const orders = [...ordersIn(said).values()];
  const sold = (ending: 'confirmed' | 'completed'): number =>
    orders.filter((order) => order.ending === ending).reduce((sum, { lines }) => sum + unitsOf(lines), 0);
  const returned = distinct(said)
    .filter(({ type }) => type === 'ReturnCompleted')
    .reduce((sum, { data }) => sum + unitsOf(data.lines as Parameters<typeof unitsOf>[0]), 0);
  return { reserved: sold('confirmed'), onHand: counted - sold('completed') + returned };
};

/** Units go in once for a reservation or a return, and out once. */
const takenTwice = (sku: string, messages: readonly Said[]): readonly Violation[] => {
  const seen = new Set<string>();
  return messages.flatMap(({ type, data }) => {
    const change = changes[type];
    if (change === undefined) return [];
    const { reservationId } = data as unknown as StockSaid;
    const name = `${reservationId} ${change.reserved}`;
    if (seen.has(name)) return [broken(sku, `${type} for ${reservationId} came after another of its kind`)];
    seen.add(name);
    return [];
  });
};
