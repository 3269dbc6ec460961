/** `npm run demo`: an order for every ending on the running system, all at once, each told when it has ended. */
import { styleText } from 'node:util';
import { carrier } from '../carrier.ts';
import { eventsOf } from '../events.ts';
import { mailsOf } from '../mails.ts';
import { type Shop, shop } from '../shop.ts';
import { readStack, type Stack, stackFile } from '../stack-file.ts';
import { customers } from '../users.ts';
import { scenarios } from './scenarios.ts';
import { Story } from './story.ts';

const patience = 90_000;

const run = async (): Promise<boolean> => {
  const stack = readStack(stackFile);
  const [first] = customers;
  const shops = new Map<string, Shop>();
  for (const by of new Set(scenarios.map((scenario) => scenario.by ?? first))) {
    shops.set(by, await shop(stack, by));
  }
  await restock(shops.get(first));
  const before = (await mailsOf(stack.awsEndpoint)).length;
  const stories = scenarios.map((scenario, index) => {
    const customer = shops.get(scenario.by ?? first);
    if (customer === undefined) throw new Error(`${scenario.by} is no customer`);
    return new Story(scenario, index + 1, {
      shop: customer,
      carrier: carrier(stack.apiUrl, stack.carrierSecret),
    });
  });
  await told(stack, stories);
  const outcomes: boolean[] = [];
  for (const story of stories) outcomes.push(await story.end(patience));
  await tellLetters(stack, before);
  await tellSales(shops.get(first));
  return outcomes.every(Boolean);
};

/** What is never more than two in one place becomes so again: the demo may run often. */
const restock = async (operators: Shop | undefined): Promise<void> => {
  const { warehouses = [] } = (await operators?.stock('KETTLE')) ?? {};
  for (const { name, reserved } of warehouses) await operators?.count('KETTLE', reserved + 2, name);
};

/** Begins all stories, and resolves when each has ended or patience is lost. */
const told = async ({ kafkaBrokers }: Stack, stories: readonly Story[]): Promise<void> => {
  const ended = Promise.withResolvers<void>();
  const endIfAllHave = () => {
    if (stories.every(({ hasEnded }) => hasEnded)) ended.resolve();
  };
  const stop = await eventsOf(kafkaBrokers, (event) => {
    Promise.all(stories.map((story) => story.hear(event))).then(endIfAllHave, ended.reject);
  });
  const timer = setTimeout(ended.resolve, patience);
  try {
    for (const story of stories) await story.begin();
    await ended.promise;
  } finally {
    clearTimeout(timer);
    await stop();
  }
};

/** Those that were sent meanwhile. */
const tellLetters = async ({ awsEndpoint }: Stack, before: number): Promise<void> => {
  const letters = (await mailsOf(awsEndpoint)).slice(before);
  console.log(`\n${styleText('bold', `${letters.length} e-mails`)}`);
  for (const { to, subject } of letters) console.log(`  to ${to.join(', ')}: ${subject}`);
};

const tellSales = async (operators: Shop | undefined): Promise<void> => {
  const hour = new Date().toISOString().slice(0, 13);
  const { rows } = (await operators?.revenue(hour)) ?? { rows: [] };
  console.log(`\n${styleText('bold', `sold in the hour ${hour} UTC, returns subtracted`)}`);
  for (const { sku, units, revenue, currency } of rows) {
    console.log(
      `  ${sku.padEnd(12)} ${String(units).padStart(4)} units ${(revenue / 100).toFixed(2).padStart(9)} ${currency}`,
    );
  }
};

try {
  process.exitCode = (await run()) ? 0 : 1;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
