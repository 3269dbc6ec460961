/** Cold start: from the import of a bundle until its handler is there. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { home } from '../../local/install/home.ts';
import { budgets } from '../bundles/budgets.ts';
import { type Bundle, bundleOf, entries } from '../bundles/built.ts';
import { emptyHandler } from '../bundles/empty.ts';
import { bundleEnvironment } from '../bundles/environment.ts';
import type { Comparison } from '../harness/contest.ts';
import type { Path } from '../harness/path.ts';
import { ratioOf, spreadOf } from '../harness/statistics.ts';

const program = (file: string): string => `
  const startedAt = performance.now();
  await import(${JSON.stringify(file)});
  console.log(performance.now() - startedAt);
  process.exit(0);`;

/** In a process of its own. @returns milliseconds */
const imported = async ({ file }: Bundle): Promise<number> => {
  const words = ['--input-type=module', '--no-warnings', '--eval', program(file)];
  const { stdout } = await promisify(execFile)(process.execPath, words, { env: bundleEnvironment });
  return Number(stdout);
};

const kilobytes = (bytes: number): string => String(Math.ceil(bytes / 1_000));

const measuredIn = async (folder: string, rounds: number, share: (full: number) => number) => {
  const chosen = entries().slice(0, share(entries().length));
  const bundles = await Promise.all(chosen.map((entry, n) => bundleOf(entry, join(folder, String(n)))));
  const baselines = new Map<string, Bundle>();
  for (const { clients } of bundles) {
    const key = clients.join(' ');
    if (baselines.has(key)) continue;
    baselines.set(
      key,
      await bundleOf('empty', join(folder, `empty-${baselines.size}`), emptyHandler(clients)),
    );
  }
  const times = new Map<Bundle, number[]>([...bundles, ...baselines.values()].map((each) => [each, []]));
  const all = [...times.keys()];
  for (const each of all) await imported(each);
  // Baselines are spread among the others, and who begins changes.
  for (let round = 0; round < rounds; round += 1) {
    const turned = [...all.slice((round * 7) % all.length), ...all.slice(0, (round * 7) % all.length)];
    for (const each of turned) times.get(each)?.push(await imported(each));
  }
  return { bundles, baselines, times };
};

export const coldStart: Path = {
  name: 'cold-start',
  title: 'Cold start: from import to handler, each bundle',
  packages: ['esbuild', '@aws-sdk/client-dynamodb'],
  measure: async ({ rounds, amount }) => {
    const folder = mkdtempSync(join(home, 'bundles-'));
    try {
      const { bundles, baselines, times } = await measuredIn(folder, rounds, amount);
      const comparisons = bundles.map((bundle): Comparison => {
        const baseline = baselines.get(bundle.clients.join(' ')) ?? bundle;
        const [ours, theirs] = [times.get(bundle) ?? [], times.get(baseline) ?? []];
        const spreads = { ours: spreadOf(ours), theirs: spreadOf(theirs), ratio: ratioOf(ours, theirs) };
        const names = bundle.clients.map((name) => name.replace('@aws-sdk/client-', ''));
        const peer = `an empty handler with ${names.join(', ') || 'no client'}`;
        const goal = { atMost: 1.3 };
        return { what: bundle.entry.slice('functions/'.length), unit: 'ms', peer, ...spreads, goal };
      });
      const sizes = bundles.map(({ entry, coldBytes, allBytes }) => [
        entry.slice('functions/'.length),
        kilobytes(coldBytes),
        String(budgets[entry] ?? 'none'),
        kilobytes(allBytes),
      ]);
      const head = ['bundle', 'kB parsed at a cold start', 'budget', 'kB in all'];
      return {
        comparisons,
        tables: [{ title: 'Sizes, and the budgets that `npm run test:cloud` enforces.', head, rows: sizes }],
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
