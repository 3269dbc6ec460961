/** What a cold start has to parse, by function: whoever needs more says so in bench/bundles/budgets.ts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { budgets } from '../../bench/bundles/budgets.ts';
import { bundleOf, entries } from '../../bench/bundles/built.ts';

const folder = mkdtempSync(join(tmpdir(), 'bundles-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('is planned for every function, and for nothing else', () => {
  expect(Object.keys(budgets).sort()).toEqual(entries());
});

it.each(Object.entries(budgets))('%s parses %i kB at most', async (entry, budget) => {
  const { coldBytes } = await bundleOf(entry, join(folder, entry));
  expect(coldBytes / 1_000).toBeLessThanOrEqual(budget);
});
