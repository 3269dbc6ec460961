/** Every source file with what it imports. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

export interface Import {
  /** A path from the root for our own files, else a package. */
  readonly from: string;
  readonly typeOnly: boolean;
}

export interface SourceFile {
  /** From the root, such as `functions/ordering/policy.ts`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

export const root = join(import.meta.dirname, '..', '..');

export const sourceFiles = (): readonly SourceFile[] =>
  globSync('{bin,lib,functions,schemas,local,ops,console,bench,chaos,docs,synth,test}/**/*.{ts,tsx}', {
    cwd: root,
  })
    .map((path) => sourceFile(path, readFileSync(join(root, path), 'utf8')))
    .sort((a, b) => a.path.localeCompare(b.path, 'en'));

const statement = /^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;
const expression = /\bimport\(\s*(['"`])([^'"`]+)\1/g;

export const sourceFile = (path: string, text: string): SourceFile => {
  const from = (target: string): string =>
    target.startsWith('.') ? normalize(join(dirname(path), target)) : target;
  const stated = [...text.matchAll(statement)].map(([whole, type, target = '']) => ({
    from: from(target),
    typeOnly: type !== undefined || /^import\s*{(\s*type\s[^,}]*,?)+\s*}/.test(whole),
  }));
  const expressed = [...text.matchAll(expression)].map(([, , target = '']) => ({
    from: from(target),
    typeOnly: false,
  }));
  return { path, text, imports: [...stated, ...expressed] };
};
