/** `npm run chaos`: load and faults on a system of its own, and a judgement; or the hunt for planted bugs. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { bugs } from './bugs/bugs.ts';
import { bugsPage } from './bugs/bugs-page.ts';
import { type Hunted, hunt } from './bugs/hunt.ts';
import { figuresOf } from './figures.ts';
import { commandOf, type Options, optionsIn, usage } from './options.ts';
import { pageOf } from './page.ts';
import { chaos } from './run.ts';
import { startChaosSystem } from './system.ts';

const startedAt = performance.now();
const say = (line: string): void =>
  console.log(`${((performance.now() - startedAt) / 1_000).toFixed(1).padStart(7)} s  ${line}`);
const running = new AsyncDisposableStack();
const words = process.argv.slice(2);
const command = commandOf(words);

const run = async (options: Options): Promise<boolean> => {
  const { seed, faults, page, json } = options;
  say(`seed ${seed}`);
  const system = await startChaosSystem(say, running);
  const wanted = ({ name }: { readonly name: string }): boolean =>
    faults.length === 0 || faults.some((part) => name.includes(part));
  const result = await chaos({ ...options, ...system, wanted, say });
  const figures = figuresOf(seed, result);
  if (page !== undefined) writeFileSync(page, pageOf(figures, command, new Date()));
  if (json !== undefined) writeFileSync(json, JSON.stringify(figures, null, 2));
  for (const { kind, times, parkedWhole, mendedBy } of figures.poison) {
    const ending = mendedBy === undefined ? 'dropped' : `redriven when ${mendedBy}`;
    say(`${kind}: ${times} times, ${parkedWhole} whole in the queue, ${ending}`);
  }
  for (const { rule, about, what } of figures.violations.slice(0, 20)) say(`${rule}: ${about} ${what}`);
  say(
    `${figures.accepted} orders, ${figures.injected} faults, ${figures.poisoned} poisoned records, ` +
      `${figures.violations.length} violations`,
  );
  return figures.violations.length === 0;
};

/** With a JSON file, what earlier hunts found is kept, so that a hunt can be made in parts. */
const huntAll = async (names: readonly string[], { page, json }: Options): Promise<boolean> => {
  const chosen = names.length === 0 ? bugs : bugs.filter(({ name }) => names.includes(name));
  if (chosen.length === 0)
    throw new Error(`there is no such bug; known are ${bugs.map(({ name }) => name).join(', ')}`);
  const earlier: readonly Hunted[] =
    json !== undefined && existsSync(json) ? JSON.parse(readFileSync(json, 'utf8')) : [];
  let found = earlier.filter(({ bug }) => !chosen.some(({ name }) => name === bug.name));
  for (const bug of chosen) {
    found = [...found, await hunt(bug, say, running)];
    if (json !== undefined) writeFileSync(json, JSON.stringify(found, null, 2));
    if (page !== undefined) writeFileSync(page, bugsPage(found, command, new Date()));
  }
  const missed = found.filter(({ violations }) => violations.length === 0);
  say(`${found.length - missed.length} of ${found.length} planted bugs were found`);
  return missed.length === 0;
};

const end = async (code: number): Promise<void> => {
  await running.disposeAsync();
  process.exit(code);
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(130));
try {
  const options = optionsIn(words);
  const good = options.bugs === undefined ? await run(options) : await huntAll(options.bugs, options);
  await end(good ? 0 : 1);
} catch (error) {
  console.error(`${(error as Error).message}\n\n${usage}`);
  await end(2);
}
