/** The contexts, which are the stacks that have functions, with the topics that each publishes. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, textOf, topicsIn } from './source-text.ts';

export const contextNames = (): readonly string[] =>
  readdirSync(join(root, 'functions'))
    .filter((name) => existsSync(join(root, 'lib', `${name}.ts`)))
    .sort();

/** @throws Error when the stack does not hand its contracts to `BoundedContext` as a list */
export const publishedBy = (context: string): readonly string[] => {
  const path = `lib/${context}.ts`;
  const text = textOf(path);
  const [, list] = /super\(\s*scope,\s*id,\s*props,\s*\[([^\]]*)\]/.exec(text) ?? [];
  if (list !== undefined) return topicsIn(list, path, text);
  throw new Error(`${path}: expected super(scope, id, props, [<contracts that it publishes>])`);
};
