/** `npm run capacity -- --orders-per-second 10000`: what a rate needs, what it costs, and what breaks first beyond it. */
import { parseArgs } from 'node:util';
import { readCatalog } from '../../docs/build/catalog.ts';
import { contextSettings } from '../../lib/context-settings.ts';
import { keptResults } from '../harness/kept.ts';
import { compared } from './checked.ts';
import { measuredOrder } from './measured.ts';
import type { World } from './model.ts';
import { capacityText, checkText } from './page.ts';
import { seeded } from './seeded.ts';

const usage = 'usage: npm run capacity -- --orders-per-second <n> [--simulate <n>]';

const run = async (words: readonly string[]): Promise<void> => {
  const { values } = parseArgs({
    args: [...words],
    options: {
      'orders-per-second': { type: 'string', default: '10000' },
      simulate: { type: 'string', default: '100000' },
    },
  });
  const [rate, simulate] = [Number(values['orders-per-second']), Number(values.simulate)];
  if (!(rate > 0) || !(simulate > 0)) throw new Error(usage);
  const { contexts } = await readCatalog();
  const consumers = contexts.flatMap((context) => context.consumers);
  const { tableCeiling, apiThrottle } = contextSettings.prod;
  const { each, at } = measuredOrder(keptResults());
  const world: World = {
    each,
    readersOf: (topic) => consumers.filter(({ topics }) => topics.includes(topic)).length,
    own: { tableWrites: tableCeiling.write, apiRate: apiThrottle.rate },
  };
  console.log(capacityText(rate, world, at));
  // As many partitions as a laptop follows in seconds; the others are like them.
  const slice = Math.min(1, 1_000 / simulate);
  console.log(
    checkText(simulate, slice, compared({ ordersPerSecond: simulate, seconds: 8, slice, random: seeded(1) })),
  );
};

try {
  await run(process.argv.slice(2));
} catch (error) {
  console.error((error as Error).message.startsWith('Unknown') ? usage : (error as Error).message);
  process.exitCode = 1;
}
