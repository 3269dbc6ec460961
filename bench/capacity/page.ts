/** The capacity of a rate as text. */
import { factor } from '../../docs/build/demand.ts';
import { figure, markdown } from '../harness/table.ts';
import { monthlyBill } from './bill.ts';
import type { compared } from './checked.ts';
import { capacityFor, firstToBreak, hotKey, type Need, type World } from './model.ts';

const percent = (share: number): string => `${figure(share * 100)} %`;

/** @param measuredAt when what an order uses was measured, if it was */
export const capacityText = (ordersPerSecond: number, world: World, measuredAt?: string): string => {
  const capacity = capacityFor(ordersPerSecond, world);
  const { topics, brokers, units, concurrency, tablePartitions, needs } = capacity;
  const bill = monthlyBill(ordersPerSecond, capacity, world.each);
  const total = bill.reduce((sum, { dollars }) => sum + dollars, 0);
  return [
    `# ${figure(ordersPerSecond)} orders a second`,
    `With ${factor} times the rate in mind, for backlogs and unequal keys. What a record takes of a partition is assumed in docs/build/demand.ts; prices stand in docs/build/cost/prices.ts.`,
    measuredAt === undefined
      ? 'What an order uses is estimated in docs/build/cost/usage.ts: `npm run bench -- --only system` measures it.'
      : `What an order uses of tables and topics was measured by \`npm run bench\` (${measuredAt.slice(0, 10)}), the rest is estimated in docs/build/cost/usage.ts.`,
    markdown({
      title: `${topics.reduce((sum, { partitions }) => sum + partitions, 0)} partitions on ${brokers} brokers, ${units} poller units, ${figure(concurrency)} executions at once.`,
      head: ['topic', 'records/s', 'partitions', 'readers', 'pollers', 'records a batch', 'busy'],
      rows: topics.map(({ topic, rate, partitions, readers, pollers, steady }) => [
        topic,
        figure(rate),
        String(partitions),
        String(readers),
        String(pollers),
        steady.isStable ? figure(steady.batch) : 'falls behind',
        percent(steady.busy),
      ]),
    }),
    markdown({
      title: 'What it needs, by how much of the limit that is.',
      head: ['what', 'needed', 'limit', 'of it', 'and then'],
      rows: needs.map((need) => [
        need.what,
        figure(need.needed),
        `${figure(need.limit.most)} ${need.limit.unit}`,
        percent(need.share),
        need.limit.remedy,
      ]),
    }),
    `Limits, where they are from: ${[...new Set(needs.map(({ limit }) => limit.source))].join(', ')}.`,
    `Partitions of tables: ${[...tablePartitions].map(([context, count]) => `${context} ${figure(count)}`).join(', ')}.`,
    `One key: ${figure(hotKey.commitsPerSecond)} commits a second, one after another, and never more than ${figure(hotKey.writesPerSecond)} by its partition’s write units: a SKU that sells faster has to be split.`,
    markdown({
      title: `$${figure(total)} a month.`,
      head: ['unit', 'dollars'],
      rows: bill
        .filter(({ dollars }) => dollars >= total / 1_000)
        .map(({ unit, dollars }) => [unit, figure(dollars)]),
    }),
    breaking(firstToBreak(ordersPerSecond, world), firstToBreak(10 * ordersPerSecond, world)),
  ].join('\n\n');
};

const breaking = (now: readonly Need[], later: readonly Need[]): string => {
  const told = (needs: readonly Need[]): string =>
    needs
      .map(
        ({ what, share, limit }) =>
          `- ${what}: ${figure(share)} times ${figure(limit.most)} ${limit.unit}; ${limit.remedy}`,
      )
      .join('\n');
  const first = later[0] === undefined ? 'nothing that is known here' : later[0].what;
  return [
    now.length === 0
      ? 'Nothing is beyond its limit at this rate.'
      : `Beyond their limits at this rate, to be raised before:\n${told(now)}`,
    `At ten times the load what breaks first: ${first}.\n${told(later)}`,
  ].join('\n\n');
};

export const checkText = (
  ordersPerSecond: number,
  slice: number,
  { topics, simulation }: ReturnType<typeof compared>,
): string =>
  markdown({
    title: `\nThe same pipeline event by event at ${figure(ordersPerSecond)} orders a second (${percent(slice)} of its partitions, with as much of its orders; ${figure(simulation.finished)} orders went all the way, half of them within ${figure(simulation.p50)} ms): model / simulation.\n`,
    head: ['topic', 'partitions', 'records/s', 'records a batch', 'busy', 'waiting at the end'],
    rows: topics.map(({ topic, partitions, rate, batch, busy, backlog }) => [
      topic,
      String(partitions),
      `${figure(rate.model)} / ${figure(rate.simulation)}`,
      `${figure(batch.model)} / ${figure(batch.simulation)}`,
      `${percent(busy.model)} / ${percent(busy.simulation)}`,
      `${figure(backlog * 1_000)} ms of what comes`,
    ]),
  });
