/** Cold start: from the import of a bundle until its handler is there. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { Profiler } from 'node:inspector';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { home } from '../../local/install/home.ts';
import { budgets } from '../bundles/budgets.ts';
import { type Bundle, entries } from '../bundles/built.ts';
import { bundleEnvironment } from '../bundles/environment.ts';
import { compiledBefore, librariesIn, type Pair, pairsIn } from '../bundles/pairs.ts';
import type { Comparison } from '../harness/contest.ts';
import type { Path } from '../harness/path.ts';
import { ratioOf, spreadOf } from '../harness/statistics.ts';
import { microseconds, type Recorder } from '../profile/profiler.ts';

const program = (file: string): string => `
  const startedAt = performance.now();
  await import(${JSON.stringify(file)});
  console.log(performance.now() - startedAt);
  process.exit(0);`;

/** In a process of its own. @param cache a folder for what Node compiled @param more of Node's options @returns milliseconds */
const imported = async ({ file }: Bundle, cache = '', ...more: readonly string[]): Promise<number> => {
  const words = [...more, '--input-type=module', '--no-warnings', '--eval', program(file)];
  const env = { ...bundleEnvironment, ...(cache !== '' && { NODE_COMPILE_CACHE: cache }) };
  const { stdout } = await promisify(execFile)(process.execPath, words, { env });
  return Number(stdout);
};

const recordImport = async (bundle: Bundle, { add }: Recorder): Promise<void> => {
  const folder = mkdtempSync(join(home, 'profile-'));
  try {
    await imported(
      bundle,
      '',
      '--cpu-prof',
      `--cpu-prof-interval=${microseconds}`,
      `--cpu-prof-dir=${folder}`,
    );
    for (const name of readdirSync(folder)) {
      add(JSON.parse(readFileSync(join(folder, name), 'utf8')) as Profiler.Profile);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const nameOf = ({ entry }: Pick<Bundle, 'entry'>): string => entry.slice('functions/'.length);

const limit =
  'The libraries alone, without anything of ours, take what the last row of the table says: logger, metrics, codec, checks. The rest is our own code and further commands of the SDK, of which half is compiling them (flame graph).';

const kilobytes = (bytes: number): string => String(Math.ceil(bytes / 1_000));

/** One right behind the other, in turns the first. */
const measurePairs = async (pairs: readonly Pair[], rounds: number): Promise<void> => {
  for (const { bundle, cache } of pairs) await imported(bundle, cache);
  for (let round = 0; round < rounds; round += 1) {
    for (const { bundle, baseline, ours, theirs, cache } of pairs) {
      if (round % 2 === 0) ours.push(await imported(bundle, cache));
      theirs.push(await imported(baseline));
      if (round % 2 === 1) ours.push(await imported(bundle, cache));
    }
  }
};

export const coldStart: Path = {
  name: 'cold-start',
  title: 'Cold start: from import to handler, each bundle',
  packages: ['esbuild', '@aws-sdk/client-dynamodb'],
  measure: async ({ rounds, amount, recorder }) => {
    const folder = mkdtempSync(join(home, 'bundles-'));
    try {
      const all = entries();
      const pairs = await pairsIn(folder, all.slice(0, amount(all.length)));
      const libraries = await librariesIn(folder);
      const compiled = compiledBefore(pairs, join(folder, 'compiled'));
      await measurePairs([...pairs, ...libraries, ...compiled], rounds);
      if (recorder !== undefined) for (const { bundle } of pairs) await recordImport(bundle, recorder);
      const comparisonOf = ({ bundle, ours, theirs }: Pair): Omit<Comparison, 'what'> => {
        const spreads = { ours: spreadOf(ours), theirs: spreadOf(theirs), ratio: ratioOf(ours, theirs) };
        const names = bundle.clients.map((name) => name.replace('@aws-sdk/client-', ''));
        const peer = `an empty handler with ${names.join(', ') || 'no client'}`;
        return { unit: 'ms', peer, ...spreads };
      };
      const comparisons = pairs.map((pair): Comparison => {
        // Beside nothing at all, any code takes for ever.
        const judged = pair.bundle.clients.length > 0 && { goal: { atMost: 1.3 }, limit };
        return { what: nameOf(pair.bundle), ...comparisonOf(pair), ...judged };
      });
      const sizes = pairs.map(({ bundle: { entry, coldBytes, allBytes } }) => [
        nameOf({ entry }),
        kilobytes(coldBytes),
        String(budgets[entry] ?? 'none'),
        kilobytes(allBytes),
      ]);
      const head = ['bundle', 'kB parsed at a cold start', 'budget', 'kB in all'];
      return {
        comparisons: [
          ...comparisons,
          ...libraries.map((pair) => ({ what: pair.bundle.entry, ...comparisonOf(pair) })),
          ...compiled.map((pair) => ({
            what: `${nameOf(pair.bundle)}, compiled before`,
            ...comparisonOf(pair),
            peer: 'the same without a compile cache',
          })),
        ],
        notes: [
          'Bundles bring no compile cache: it is of one build of Node, one kind of processor and one user, and Lambda’s Node is none of those where a stack is synthesized. V8 would not look at it.',
        ],
        tables: [{ title: 'Sizes, and the budgets that `npm run test:cloud` enforces.', head, rows: sizes }],
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
