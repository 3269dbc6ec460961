/** Reads lists of topics out of the source of stacks and handlers, so that nobody writes them twice. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

export const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

export interface Named {
  readonly name: string;
  /** As the import statement says it. */
  readonly from: string;
}

/** Every value that a module imports by name. */
export const importsOf = (text: string): readonly Named[] =>
  [...text.matchAll(/^import\s*\{([^}]*)\}\s*from\s*'([^']+)'/gm)].flatMap(([, names = '', from = '']) =>
    names
      .split(',')
      .map(
        (name) =>
          name
            .trim()
            .split(/\s+as\s+/)
            .at(-1) ?? '',
      )
      .filter((name) => name !== '' && !name.startsWith('type '))
      .map((name) => ({ name, from })),
  );

/**
 * The topics of contracts that a module names in a list, `[order, payment]`.
 *
 * @throws Error when a name in it is not imported from a contract
 */
export const topicsIn = (list: string, path: string, text: string): readonly string[] => {
  const imports = importsOf(text);
  return namesIn(list).map((name) => {
    const from = imports.find((each) => each.name === name)?.from ?? '';
    const folder = /schemas\/([^/]+\/[^/]+)\/contract\.gen\.ts$/.exec(from)?.[1];
    if (folder !== undefined) return folder.replace('/', '.');
    throw new Error(`${path}: expected ${name} to be imported from a contract.gen.ts, got '${from}'`);
  });
};

const namesIn = (list: string): readonly string[] =>
  list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
