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

type Round = { readonly hops: Hops; readonly served: readonly Served[] };

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

const hopTable = (rounds: readonly Round[]) => {
  const names = ['request', 'read', 'write', 'invoke', 'relay'] as const;
  const median = (name: (typeof names)[number]): string =>
    figure(spreadOf(rounds.map(({ hops }) => hops[name])).median);
  return {
    title: `The hops alone: an order is a request, a read and a write, ${consumersOnTheWay} times an invocation with a read and a write, and ${consumersOnTheWay + 1} relays.`,
    head: ['hop', 'ms'],
    rows: [
      ['request: front door, authorizer, function, one read', median('request')],
      ['read: one item', median('read')],
      ['write: a transaction of two items', median('write')],
      ['invoke: a consumer, an empty batch', median('invoke')],
      ['relay: stream, function, Kafka acknowledged, polled', median('relay')],
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
      for (const load of loads(amount)) served.push(await orders.serve(load));
      measured.push({ hops: alone, served });
    }
    await stop();
    const costs = costsTold(await costsOf(started, shop, skus, { rounds, orders: amount(3) }));
    const rates = loads(amount).map(({ rate }) => rate);
    return {
      comparisons: [...comparisonsOf(rates, measured), ...costs.comparisons],
      tables: [hopTable(measured), servedTable(rates, measured), ...(costs.tables ?? [])],
      facts: { ...costs.facts, ...factsOf(measured) },
      notes: [
        'The highest rate that it keeps up with is what it serves of 100/s: it is offered more than that, and nothing is refused.',
      ],
    };
  },
};
