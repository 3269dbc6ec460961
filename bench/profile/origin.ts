/** Whose code a frame of a profile is. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { root } from '../../local/install/home.ts';

/** A package's name, a path of ours, `node` or `engine`. */
export type OriginOf = (url: string, line: number) => string;

const packageIn = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/;

const originOfPath = (path: string): string => packageIn.exec(path)?.[1] ?? path.replace(`${root}/`, '');

/** esbuild says before each module of a bundle which it is. */
const moduleComment = /^\s*\/\/ (\S+\/\S+\.\w+)$/;

/** @returns for each line of a bundle the module that it stands in */
const modulesIn = (file: string): readonly string[] => {
  let current = '';
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => {
      current = moduleComment.exec(line)?.[1] ?? current;
      return current;
    });
};

/** Remembers what it read of bundles. */
export const origins = (): OriginOf => {
  const bundles = new Map<string, readonly string[]>();
  return (url, line) => {
    if (url === '') return 'engine';
    if (url.startsWith('node:')) return 'node';
    if (!url.startsWith('file:')) return originOfPath(url);
    const path = fileURLToPath(url);
    if (!path.endsWith('.mjs') || path.includes('node_modules')) return originOfPath(path);
    const modules = bundles.get(path) ?? modulesIn(path);
    bundles.set(path, modules);
    return originOfPath(modules[line] ?? path);
  };
};
