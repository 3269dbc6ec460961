/** What it was measured on, and with. */
import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { root } from '../../local/install/home.ts';
import type { Machine } from './result.ts';

/** Before a run: while it lasts, it is load itself. */
export const loadNow = (): number => Number((loadavg()[0] ?? 0).toFixed(1));

/** @param packages whose versions matter to it */
export const machineWith = (packages: readonly string[], load: number): Machine => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  load,
  versions: {
    node: process.versions.node,
    ...Object.fromEntries(packages.map((name) => [name, versionOf(name)])),
  },
});

const versionOf = (name: string): string => {
  const text = readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
};
