/** What a cold start has to parse, by function: whoever needs more says so in bench/bundles/budgets.ts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { budgets } from '../../bench/bundles/budgets.ts';
import { type Bundle, bundleOf, entries } from '../../bench/bundles/built.ts';
import { memoized } from '../../functions/platform/memoized.ts';

const folder = mkdtempSync(join(tmpdir(), 'bundles-'));
const built = memoized<string, void, Bundle>((entry) => bundleOf(entry, join(folder, entry)));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('is planned for every function, and for nothing else', () => {
  expect(Object.keys(budgets).sort()).toEqual(entries());
});

it.each(Object.entries(budgets))('%s parses %i kB at most', async (entry, budget) => {
  const { coldBytes } = await built(entry);
  expect(coldBytes / 1_000).toBeLessThanOrEqual(budget);
});

it.each(entries())('%s has nothing of classic zod', async (entry) => {
  const { sources } = await built(entry);
  expect(sources.filter((path) => path.includes('/zod/v4/classic/'))).toEqual([]);
});
