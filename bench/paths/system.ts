/** The whole system: from POST to confirmed, and what it keeps up with. */
import { eventsOf } from '../../local/events.ts';
import { shop as shopOf } from '../../local/shop.ts';
import { costsOf } from '../cost/measured.ts';
import { settled } from '../cost/orders.ts';
import { costsTold } from '../cost/told.ts';
import type { Path } from '../harness/path.ts';
import type { Measured } from '../harness/result.ts';
import { busyDuring } from '../system/cores.ts';
import { hopsOf } from '../system/hops.ts';
import { type Served, watched } from '../system/offered.ts';
import { startedSystem } from '../system/started.ts';
import { comparisonsOf, factsOf, hopTable, type Round, servedTable, throughputOf } from '../system/told.ts';

const hopTimes = 6;
/** What an order costs is counted, and is the same each time. */
const counts = 3;

/** Offered orders a second, and how long: what is more than it keeps up with comes in a burst. */
const loads = (amount: (full: number) => number) =>
  [
    { rate: 1, orders: amount(4) },
    { rate: 20, orders: amount(30) },
    { rate: 100, orders: amount(40) },
  ] as const;

/** What was measured before is told all the same. */
const untold = (error: Error): Measured => ({
  comparisons: [],
  notes: [`What an order costs could not be measured: ${error.message}`],
});

export const system: Path = {
  name: 'system',
  title: 'The whole system, and what an order costs',
  packages: ['kafkajs', '@aws-sdk/client-dynamodb'],
  measure: async ({ rounds, amount, quiet, say }) => {
    await quiet();
    await using started = await startedSystem(say);
    const shop = await shopOf(started.stack);
    const skus = Array.from({ length: 40 }, (_, n) => `BENCH-${n}`);
    for (const sku of skus) await shop.offer(sku, 100_000);
    const orders = watched(shop, skus);
    const hops = await hopsOf(started, shop, skus[0] ?? '');
    const stop = await eventsOf(started.stack.kafkaBrokers, (event) => {
      orders.note(event);
      hops.note(event);
    });
    const measured: Round[] = [];
    await orders.serve({ rate: 10, orders: 20 });
    await hops.measure(2);
    for (let round = 0; round < rounds; round += 1) {
      // What follows from the last burst goes on behind its end.
      await settled(() => started.invocations().count, 1_000);
      const alone = await hops.measure(hopTimes);
      const served: Served[] = [];
      let [before, busy] = [0, 0];
      for (const load of loads(amount)) {
        before = started.invocations().count;
        const [seen, share] = await busyDuring(() => orders.serve(load));
        served.push(seen);
        busy = share;
      }
      const burst = loads(amount).at(-1)?.orders ?? 1;
      const invocations = (started.invocations().count - before) / burst;
      measured.push({ hops: alone, served, invocations, busy });
    }
    await stop();
    const costs = await costsOf(started, shop, skus, { rounds: Math.min(rounds, counts), orders: 1 }).then(
      costsTold,
      untold,
    );
    const rates = loads(amount).map(({ rate }) => rate);
    return {
      comparisons: [...comparisonsOf(rates, measured), ...throughputOf(measured), ...costs.comparisons],
      tables: [hopTable(measured), servedTable(rates, measured), ...(costs.tables ?? [])],
      facts: { ...costs.facts, ...factsOf(measured) },
      notes: [
        ...(costs.notes ?? []),
        'The highest rate that it keeps up with is what it serves of 100/s: it is offered more than that, and nothing is refused.',
      ],
    };
  },
};
