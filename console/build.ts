/** Builds the page when it is missing or older than what it is made from. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../local/install/home.ts';
import { locked } from '../local/install/lock.ts';
import { install, isInstalled } from '../local/install/part.ts';

const sources = [
  'console/page/**/*.{ts,tsx,css,html,svg}',
  'console/answers/*.ts',
  'console/build.ts',
  'package-lock.json',
];

/** @param folder whole or not there at all */
export const buildPage = async (folder: string): Promise<void> => {
  const part = { name: 'the console’s page', folder, madeFrom: madeFrom(), install: built };
  const quietly = (): void => undefined;
  if (isInstalled(part)) return;
  await locked(`${folder}.pid`, quietly, async () => {
    if (!isInstalled(part)) await install(part, quietly);
  });
};

const madeFrom = (): string => {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((pattern) => globSync(pattern, { cwd: root })).sort()) {
    hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
};

const built = async (outDir: string): Promise<void> => {
  await build({
    root: join(import.meta.dirname, 'page'),
    configFile: false,
    envFile: false,
    logLevel: 'error',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2023',
      // Nothing that the policy of the page refuses: no data: address, no script in the HTML.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  });
};
