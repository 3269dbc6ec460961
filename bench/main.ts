/** `npm run bench`: every path beside its peers; writes `docs/performance.md` and `docs/performance.json`. */
import './harness/silence.ts';
import { keep } from './harness/kept.ts';
import { loadNow, machineWith } from './harness/machine.ts';
import { optionsFrom } from './harness/options.ts';
import type { Bench, Path } from './harness/path.ts';
import type { Result } from './harness/result.ts';
import { sharedServices } from './harness/services.ts';
import { comparisonTable, markdown } from './harness/table.ts';
import { paths } from './paths.ts';
import { keepFlameGraph } from './profile/kept.ts';
import { recorder } from './profile/profiler.ts';

const names = paths.map(({ name }) => name);

/** The machine's, before any of it began. */
const load = loadNow();

const measured = async ({ name, title, packages, measure }: Path, bench: Bench): Promise<Result> => {
  bench.say(`\n${title}`);
  const [machine, at, startedAt] = [machineWith(packages, load), new Date().toISOString(), performance.now()];
  const found = await measure(bench);
  const seconds = (performance.now() - startedAt) / 1_000;
  const { comparisons, tables = [], notes = [] } = found;
  if (comparisons.length > 0) bench.say(markdown(comparisonTable(comparisons)));
  for (const table of tables) bench.say(markdown(table));
  for (const note of notes) bench.say(`- ${note}`);
  bench.say(`${Math.round(seconds)} s`);
  return { path: name, title, rounds: bench.rounds, seconds, at, machine, ...found };
};

/** @returns whether every path could be measured: one that could not leaves the others their figures */
const run = async (words: readonly string[]): Promise<boolean> => {
  const { only, rounds, scale, profile } = optionsFrom(words, names);
  const say = (line: string) => console.log(line);
  const shared = sharedServices(say);
  const amount = (full: number): number => Math.max(1, Math.ceil(full * scale));
  const benchOf = (): Bench => ({
    ...shared,
    ...{ rounds, amount, say },
    recorder: profile ? recorder() : undefined,
  });
  const results: Result[] = [];
  const chosen = paths.filter(({ name }) => only.includes(name));
  try {
    for (const path of chosen) {
      const bench = benchOf();
      await measured(path, bench).then(
        (result) => results.push(result),
        (error: unknown) => say(`${path.name} could not be measured: ${textOf(error)}`),
      );
      if (bench.recorder !== undefined) keepFlameGraph(path.name, bench.recorder.recorded, say);
      else if (scale === 1) keep(results, names);
    }
  } finally {
    await shared.quiet();
  }
  return results.length === chosen.length;
};

const textOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

try {
  // A path that broke off may have left something open.
  process.exit((await run(process.argv.slice(2))) ? 0 : 1);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
