/** What is imported beside what: functions, the libraries that they have, and functions that were compiled before. */
import { join } from 'node:path';
import { type Bundle, bundleOf } from './built.ts';
import { emptyHandler, libraryNames } from './empty.ts';

export interface Pair {
  readonly bundle: Bundle;
  readonly baseline: Bundle;
  readonly ours: number[];
  readonly theirs: number[];
  /** Of what Node compiled of ours, where it may keep it. */
  readonly cache?: string;
}

export const pairsIn = async (folder: string, chosen: readonly string[]): Promise<readonly Pair[]> => {
  const bundles = await Promise.all(chosen.map((entry, n) => bundleOf(entry, join(folder, String(n)))));
  const baselines = new Map<string, Bundle>();
  for (const { clients } of bundles) {
    const key = clients.join(' ');
    if (baselines.has(key)) continue;
    const own = join(folder, `empty-${baselines.size}`);
    baselines.set(key, await bundleOf('empty', own, emptyHandler(clients)));
  }
  return bundles.map((bundle) => {
    const baseline = baselines.get(bundle.clients.join(' ')) ?? bundle;
    return { bundle, baseline, ours: [], theirs: [] };
  });
};

/** What a consumer's libraries take, alone and together, by themselves: nothing of ours is in it. */
export const librariesIn = async (folder: string): Promise<readonly Pair[]> => {
  const clients = ['@aws-sdk/client-dynamodb', '@aws-sdk/client-sqs'];
  const baseline = await bundleOf('empty', join(folder, 'clients'), emptyHandler(clients));
  const sets = [...libraryNames.map((name) => [name]), libraryNames];
  return Promise.all(
    sets.map(async (names, number) => {
      const made = await bundleOf(
        'empty',
        join(folder, `libraries-${number}`),
        emptyHandler(clients, ...names),
      );
      const entry = `an empty handler with these clients and ${names.join(', ')}`;
      return { bundle: { ...made, entry, clients }, baseline, ours: [], theirs: [] };
    }),
  );
};

/** What a compile cache would do, if it were one of Lambda's own Node. */
export const compiledBefore = (pairs: readonly Pair[], cache: string): readonly Pair[] =>
  pairs
    .filter(({ bundle }) => /ordering\/(api|consume)\.ts$/.test(bundle.entry))
    .map(({ bundle }) => ({ bundle, baseline: bundle, ours: [], theirs: [], cache }));
