/** What each topic must bear at 100,000 orders an hour, and why: the numbers that its partitions are planned by. */

export interface Demand {
  readonly topic: string;
  /** Records per order; of topics that do not follow orders, records a second. */
  readonly perOrder?: number;
  readonly perSecond?: number;
  /** What a record takes of its partition's time with its slowest consumer, milliseconds, keys side by side. */
  readonly msPerEvent: number;
  readonly why: string;
}

export const ordersPerHour = 100_000;
/** On top of it, so that a backlog shrinks and unequal keys find room. */
export const factor = 2;
/** Of a record with its headers: between 600 and 900 are seen. */
export const bytesPerEvent = 1_000;

/**
 * What a record takes alone, milliseconds: a read and a transaction of two items; SES; a payment gateway. Assumed, since no
 * account was there to measure in: `npm run ops -- lag-plan --consumer` measures under load.
 */
export const alone = { commit: 20, letter: 100, gateway: 250 } as const;
const { commit, letter, gateway } = alone;
/** Of the 16 keys that are handled side by side, how many are there in a usual batch. */
export const sideBySide = 8;

const ms = (total: number, of: number): number => total / of / sideBySide;

export const demands: readonly Demand[] = [
  {
    topic: 'crm.counterparty',
    perSecond: 278,
    msPerEvent: ms(commit, 1),
    why: 'an export of a million rows is taken over within an hour',
  },
  {
    topic: 'inventory.reservation',
    perOrder: 9,
    msPerEvent: ms(commit, 1),
    why: 'three lines: asked for, reserved and dispatched each, and complete',
  },
  {
    topic: 'inventory.stock-item',
    perOrder: 6,
    msPerEvent: ms(commit, 1),
    why: 'three lines, reserved and dispatched',
  },
  {
    topic: 'inventory.stock-item.commands',
    perOrder: 6,
    msPerEvent: ms(commit, 1),
    why: 'a command for each; one SKU is one key, and its own events are in turn',
  },
  {
    topic: 'ordering.order',
    perOrder: 6,
    msPerEvent: ms(3 * letter + 3 * commit, 6),
    why: 'placed, allocated, authorized, confirmed, dispatched, completed; three of them are letters',
  },
  { topic: 'ordering.price', perSecond: 10, msPerEvent: ms(commit, 1), why: 'an assortment is priced anew' },
  {
    topic: 'payment.payment',
    perOrder: 6,
    msPerEvent: ms(2 * gateway + 4 * commit, 6),
    why: 'requested, authorization asked for and given, goods secured, capture asked for and done; two ask the gateway',
  },
  {
    topic: 'payment.payment.commands',
    perOrder: 0.05,
    msPerEvent: ms(commit, 1),
    why: 'one order of twenty comes back',
  },
  {
    topic: 'returns.return',
    perOrder: 0.5,
    msPerEvent: ms(commit, 1),
    why: 'one order of twenty comes back, in ten steps',
  },
  {
    topic: 'shipping.shipment',
    perOrder: 5,
    msPerEvent: ms(2 * letter + 3 * commit, 5),
    why: 'requested, a parcel dispatched and delivered, and so the shipment; two of them are letters',
  },
];

/** @throws Error naming the topic that nobody planned */
export const demandOf = (topic: string): Demand => {
  const found = demands.find((each) => each.topic === topic);
  if (found !== undefined) return found;
  throw new Error(`docs/build/demand.ts: expected a demand for ${topic}, which its partitions follow from`);
};

export const rateOf = ({ perOrder = 0, perSecond }: Demand): number =>
  perSecond ?? (perOrder * ordersPerHour) / 3_600;
