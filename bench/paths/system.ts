/** The whole system: from POST to confirmed, and what it keeps up with. */
import { eventsOf } from '../../local/events.ts';
import { shop as shopOf } from '../../local/shop.ts';
import { costsOf } from '../cost/measured.ts';
import { costsTold } from '../cost/told.ts';
import type { Comparison } from '../harness/contest.ts';
import type { Path } from '../harness/path.ts';
import { ratioOf, spreadOf } from '../harness/statistics.ts';
import { figure } from '../harness/table.ts';
import { consumersOnTheWay, type Hops, hopsOf, sumOf } from '../system/hops.ts';
import { type Served, watched } from '../system/offered.ts';
import { startedSystem } from '../system/started.ts';

const hopTimes = 6;

/** Offered orders a second, and how long: what is more than it keeps up with comes in a burst. */
const loads = (amount: (full: number) => number) =>
  [
    { rate: 1, orders: amount(4) },
    { rate: 20, orders: amount(40) },
    { rate: 100, orders: amount(60) },
  ] as const;

interface Round {
  readonly hops: Hops;
  readonly served: readonly Served[];
  /** Of consumers, for an order of the last load. */
  readonly invocations: number;
}

const comparisonsOf = (rates: readonly number[], rounds: readonly Round[]): readonly Comparison[] =>
  rates.map((rate, index) => {
    const ours = rounds.map(({ served }) => served[index]?.p50 ?? Number.NaN);
    const theirs = rounds.map(({ hops }) => sumOf(hops));
    return {
      what: `POST to confirmed, p50, ${rate} orders/s offered`,
      unit: 'ms',
      peer: 'the sum of the bare hops',
      ours: spreadOf(ours),
      theirs: spreadOf(theirs),
      ratio: ratioOf(ours, theirs),
      goal: { atMost: 1.5 },
      limit:
        'What is offered beyond what the emulator and its functions do on two cores, beside Kafka, waits: they share them, and the bare hops were measured with the machine to themselves.',
    };
  });

const relays = consumersOnTheWay + 1;

/** What the slowest hop alone would do of orders: transactions by commits, invocations by consumers and relays. */
const slowestHop = ({ hops, invocations }: Round): number =>
  Math.min(hops.writesPerSecond / relays, hops.invocationsPerSecond / (invocations + relays));

const throughputOf = (rounds: readonly Round[]): Comparison => {
  const ours = rounds.map(({ served }) => served.at(-1)?.throughput ?? Number.NaN);
  const theirs = rounds.map(slowestHop);
  return {
    what: 'orders confirmed, of more than it keeps up with',
    unit: '/s',
    peer: 'the slowest hop alone, by how often an order needs it',
    ours: spreadOf(ours),
    theirs: spreadOf(theirs),
    ratio: ratioOf(ours, theirs),
    goal: { atLeast: 0.7 },
    limit:
      'All hops of all orders share two cores with Kafka, the emulator and the load; alone, each hop had both.',
  };
};

const hopTable = (rounds: readonly Round[]) => {
  const median = (name: keyof Hops): string => figure(spreadOf(rounds.map(({ hops }) => hops[name])).median);
  return {
    title: `The hops alone: an order is a request, a read and a write, ${consumersOnTheWay} times an invocation with a read and a write, and ${consumersOnTheWay + 1} relays.`,
    head: ['hop', 'ms, or a second'],
    rows: [
      ['request: front door, authorizer, function, one read', median('request')],
      ['read: one item', median('read')],
      ['write: a transaction of two items', median('write')],
      ['invoke: a consumer, an empty batch', median('invoke')],
      ['relay: stream, function, Kafka acknowledged, polled', median('relay')],
      ['writes a second, 16 at once', median('writesPerSecond')],
      ['invocations a second, 16 at once', median('invocationsPerSecond')],
    ],
  };
};

const servedTable = (rates: readonly number[], rounds: readonly Round[]) => ({
  title: 'What was served: medians of the rounds.',
  head: ['offered', 'p50, ms', 'p99, ms', 'orders/s to their end'],
  rows: rates.map((rate, index) => {
    const of = (name: keyof Served): string =>
      figure(spreadOf(rounds.map(({ served }) => served[index]?.[name] ?? Number.NaN)).median);
    return [`${rate}/s`, of('p50'), of('p99'), of('throughput')];
  }),
});

/** Milliseconds, and orders a second. */
const factsOf = (rounds: readonly Round[]) => ({
  invokeMs: spreadOf(rounds.map(({ hops }) => hops.invoke)).median,
  relayMs: spreadOf(rounds.map(({ hops }) => hops.relay)).median,
  writeMs: spreadOf(rounds.map(({ hops }) => hops.write)).median,
  throughput: spreadOf(rounds.map(({ served }) => served.at(-1)?.throughput ?? Number.NaN)).median,
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
      const alone = await hops.measure(hopTimes);
      const served: Served[] = [];
      let before = 0;
      for (const load of loads(amount)) {
        before = started.invocations().count;
        served.push(await orders.serve(load));
      }
      const burst = loads(amount).at(-1)?.orders ?? 1;
      measured.push({ hops: alone, served, invocations: (started.invocations().count - before) / burst });
    }
    await stop();
    const costs = costsTold(await costsOf(started, shop, skus, { rounds, orders: amount(3) }));
    const rates = loads(amount).map(({ rate }) => rate);
    return {
      comparisons: [...comparisonsOf(rates, measured), throughputOf(measured), ...costs.comparisons],
      tables: [hopTable(measured), servedTable(rates, measured), ...(costs.tables ?? [])],
      facts: { ...costs.facts, ...factsOf(measured) },
      notes: [
        'The highest rate that it keeps up with is what it serves of 100/s: it is offered more than that, and nothing is refused.',
      ],
    };
  },
};
