/** What the rounds on the whole system say. */
import type { Comparison } from '../harness/contest.ts';
import { ratioOf, spreadOf } from '../harness/statistics.ts';
import { figure } from '../harness/table.ts';
import { consumersOnTheWay, type Hops, sumOf } from './hops.ts';
import type { Served } from './offered.ts';

export interface Round {
  readonly hops: Hops;
  readonly served: readonly Served[];
  /** Of consumers, for an order of the last load. */
  readonly invocations: number;
  /** The share of all cores' time that was not idle during the last load. */
  readonly busy: number;
}

export const comparisonsOf = (rates: readonly number[], rounds: readonly Round[]): readonly Comparison[] =>
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

export const throughputOf = (rounds: readonly Round[]): readonly Comparison[] => {
  const ours = rounds.map(({ served }) => served.at(-1)?.throughput ?? Number.NaN);
  const [theirs, most] = [rounds.map(slowestHop), rounds.map(({ busy }, round) => (ours[round] ?? 0) / busy)];
  const [what, unit] = ['orders confirmed, of more than it keeps up with', '/s'];
  return [
    {
      ...{ what, unit, ours: spreadOf(ours) },
      peer: 'the slowest hop alone, by how often an order needs it',
      theirs: spreadOf(theirs),
      ratio: ratioOf(ours, theirs),
      goal: { atLeast: 0.7 },
      limit:
        'All hops of all orders share two cores with Kafka, the emulator and the load; alone, each hop had both. The row below says how much of the cores’ time is left.',
    },
    {
      ...{ what, unit, ours: spreadOf(ours) },
      peer: 'what these cores can do, by the time of theirs that an order takes',
      theirs: spreadOf(most),
      ratio: ratioOf(ours, most),
    },
  ];
};

export const hopTable = (rounds: readonly Round[]) => {
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

export const servedTable = (rates: readonly number[], rounds: readonly Round[]) => ({
  title: 'What was served: medians of the rounds.',
  head: ['offered', 'p50, ms', 'p99, ms', 'orders/s to their end'],
  rows: rates.map((rate, index) => {
    const of = (name: keyof Served): string =>
      figure(spreadOf(rounds.map(({ served }) => served[index]?.[name] ?? Number.NaN)).median);
    return [`${rate}/s`, of('p50'), of('p99'), of('throughput')];
  }),
});

/** Milliseconds, and orders a second. */
export const factsOf = (rounds: readonly Round[]) => ({
  invokeMs: spreadOf(rounds.map(({ hops }) => hops.invoke)).median,
  relayMs: spreadOf(rounds.map(({ hops }) => hops.relay)).median,
  writeMs: spreadOf(rounds.map(({ hops }) => hops.write)).median,
  throughput: spreadOf(rounds.map(({ served }) => served.at(-1)?.throughput ?? Number.NaN)).median,
});
