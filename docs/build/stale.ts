/** Compares what is on disk with what would be generated. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Documents } from './documents.ts';

/** @returns a sentence for each document that is missing, stale, or nobody's */
export const staleIn = (folder: string, documents: Documents): readonly string[] => {
  const differing = [...documents]
    .filter(([path, text]) => textAt(join(folder, path)) !== text)
    .map(([path]) => `${path} is ${existsSync(join(folder, path)) ? 'stale' : 'missing'}`);
  return [...differing, ...leftOver(folder, documents).map((path) => `${path} is left over`)];
};

/** Files that no contract, stack or route asks for any more. */
export const leftOver = (folder: string, documents: Documents): readonly string[] =>
  globSync('**/*.{md,json}', { cwd: folder })
    .filter((path) => !documents.has(path))
    .sort();

const textAt = (path: string): string | undefined =>
  existsSync(path) ? readFileSync(path, 'utf8') : undefined;
