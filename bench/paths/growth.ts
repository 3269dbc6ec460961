/** Growth: whether anything takes longer when there is more of it. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SchemaRegistry } from '../../functions/platform/contract/registry.ts';
import { recorded } from '../dynamodb/recorded.ts';
import { skuAt, tableOfAggregates, tableOfHistory } from '../growth/filled.ts';
import { stretchesOf } from '../growth/long-life.ts';
import { type Comparison, type Contestant, contested } from '../harness/contest.ts';
import type { Path } from '../harness/path.ts';
import { ratioOf, spreadOf } from '../harness/statistics.ts';
import { figure } from '../harness/table.ts';
import { perSecondOf } from '../harness/timed.ts';
import { limited } from '../limited.ts';
import { openRegistries } from '../samples/registries.ts';
import { pricesIn } from '../stores/ours.ts';
import { priceFor } from '../stores/price-for.ts';

const flat = { atLeast: 0.9 };
const atOnce = 16;
/** What a commit needs; a scan, or a query, would be neither. */
const needed = new Set(['GetItemCommand', 'TransactWriteItemsCommand']);

interface World {
  readonly client: DynamoDBClient;
  readonly registry: SchemaRegistry;
  readonly rounds: number;
  readonly amount: (full: number) => number;
}

/** Somewhere in the table, never twice the same behind each other. */
const committing =
  ({ client, registry, amount }: World, table: string, aggregates: number, side: number): Contestant['run'] =>
  (share) => {
    const { set } = pricesIn(client, table, registry);
    const commits = Math.ceil(amount(250) * share);
    const skus = Array.from({ length: commits }, (_, n) => skuAt((n * 7_919) % aggregates));
    return perSecondOf(commits, () => limited(side, skus, (sku) => set(priceFor(sku))));
  };

const ofAggregates = async (world: World): Promise<readonly Comparison[]> => {
  const sizes = [1_000, 10_000, 100_000].map(world.amount);
  const runs = new Map<number, Contestant['run']>();
  for (const size of sizes) {
    const table = await tableOfAggregates(world.client, world.registry, size);
    runs.set(size, committing(world, table, size, atOnce));
  }
  return against(sizes, runs, 'aggregates', world.rounds);
};

const ofHistory = async (world: World): Promise<readonly Comparison[]> => {
  const sizes = [100, 1_000, 10_000].map(world.amount);
  const runs = new Map<number, Contestant['run']>();
  for (const size of sizes) {
    const table = await tableOfHistory(world.client, world.registry, size);
    runs.set(size, committing(world, table, 1, 1));
  }
  return against(sizes, runs, 'commits of one aggregate', world.rounds);
};

/** Each size beside the smallest. */
const against = async (
  sizes: readonly number[],
  runs: ReadonlyMap<number, Contestant['run']>,
  of: string,
  rounds: number,
): Promise<readonly Comparison[]> => {
  const [smallest = 0, ...others] = sizes;
  const none = (): never => {
    throw new Error(`no table of ${smallest}`);
  };
  const comparisons: Comparison[] = [];
  for (const size of others) {
    const [ours, first] = [runs.get(size) ?? none, runs.get(smallest) ?? none];
    const name = `${smallest.toLocaleString('en')} of them`;
    const contest = { what: `a commit among ${size.toLocaleString('en')} ${of}`, unit: '/s', ours };
    comparisons.push(...(await contested({ ...contest, peers: [{ name, goal: flat, run: first }] }, rounds)));
  }
  return comparisons;
};

/** The second half of its life beside the first. */
const ofEvents = async ({ registry, amount, rounds }: World) => {
  const events = amount(1_000_000);
  const [warm, ...stretches] = await stretchesOf(registry, 2 * rounds + 1, events / (2 * rounds + 1));
  const rates = stretches.map(({ rate }) => rate);
  const [theirs, ours] = [rates.slice(0, rounds), rates.slice(rounds)];
  const spreads = { ours: spreadOf(ours), theirs: spreadOf(theirs), ratio: ratioOf(ours, theirs) };
  const what = `reading ${events.toLocaleString('en')} events in one process, the second half`;
  const heaps = `The heap in use is ${figure(warm?.heap ?? 0)} MB behind the first ${figure(100 / (2 * rounds + 1))} % of ${events.toLocaleString('en')} events, and ${figure(stretches.at(-1)?.heap ?? 0)} MB behind the last.`;
  return { comparison: { what, unit: '/s', peer: 'the first half', ...spreads, goal: flat }, heaps };
};

/** @throws Error when anything else is asked for, such as a scan */
const refuseOthers = async (world: World): Promise<void> => {
  const aggregates = world.amount(1_000);
  const table = await tableOfAggregates(world.client, world.registry, aggregates);
  const sent = await recorded(async () => committing(world, table, aggregates, atOnce)(1));
  const others = new Set(sent.map(({ name }) => name).filter((name) => !needed.has(name)));
  if (others.size > 0) throw new Error(`a commit asked for ${[...others].join(', ')}`);
};

export const growth: Path = {
  name: 'growth',
  title: 'Growth: events and aggregates',
  packages: ['@aws-sdk/client-dynamodb'],
  measure: async ({ rounds, amount, dynamodb }) => {
    const [client, registries] = [await dynamodb(), await openRegistries()];
    const world = { client, registry: registries.Confluent, rounds, amount };
    await refuseOthers(world);
    const { comparison, heaps } = await ofEvents(world);
    const comparisons = [...(await ofAggregates(world)), ...(await ofHistory(world)), comparison];
    await registries.stop();
    client.destroy();
    return {
      comparisons,
      notes: [
        heaps,
        'A commit sends GetItem and TransactWriteItems, and nothing else: the run fails when it does.',
      ],
    };
  },
};
