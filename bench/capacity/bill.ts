/** The month's bill of a rate, by the page of costs: its prices, and what it says that an order uses. */
import { type PriceName, prices } from '../../docs/build/cost/prices.ts';
import { hours, type PerOrder, perOrder, settings, usageOf } from '../../docs/build/cost/usage.ts';
import type { Capacity } from './model.ts';

export interface BillLine {
  readonly unit: string;
  readonly dollars: number;
}

/** What grows with partitions and batches is the model's; the dearest first. */
export const monthlyBill = (
  ordersPerSecond: number,
  { topics, brokers, units }: Capacity,
  each: PerOrder = perOrder,
): readonly BillLine[] => {
  const [prod] = settings.filter(({ name }) => name === 'prod');
  if (prod === undefined) throw new Error('docs/build/cost/usage.ts: expected a setting for prod');
  // Full batches take fewer invocations, and a little more time each; the time that records take stays.
  const batches = topics.reduce(
    (sum, { readers, partitions, steady }) => sum + readers * partitions * steady.batches,
    0,
  );
  const busy = topics.reduce(
    (sum, { readers, partitions, steady }) => sum + readers * partitions * steady.busy,
    0,
  );
  const own = each.apiRequests + each.commits / 100;
  const invocations = batches / ordersPerSecond + own;
  const seconds = (busy / ordersPerSecond + own * each.seconds) / invocations;
  const usage = usageOf(prod, ordersPerSecond * 3_600, { ...each, invocations, seconds });
  const scaled: typeof usage = { ...usage, expressBroker: brokers * hours, pollerUnit: units * hours };
  return Object.entries(scaled)
    .map(([name, amount]) => {
      const { unit, dollars } = prices[name as PriceName];
      return { unit, dollars: amount * dollars };
    })
    .sort((a, b) => b.dollars - a.dollars);
};
