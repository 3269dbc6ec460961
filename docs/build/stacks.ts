/** The contexts, which are the stacks that have functions, with the topics that each publishes. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, textOf, topicsIn } from './source-text.ts';

export const contextNames = (): readonly string[] =>
  readdirSync(join(root, 'functions'))
    .filter((name) => existsSync(join(root, 'lib', `${name}.ts`)))
    .sort();

/** The topics of a context's own, and those of the commands that it sends to others. */
export const publishedBy = (context: string): readonly string[] => {
  const path = `lib/${context}.ts`;
  return publishedIn(path, textOf(path));
};

/** @throws Error when the stack does not hand its contracts to `BoundedContext` as lists */
export const publishedIn = (path: string, text: string): readonly string[] => {
  const [, own, foreign = ''] =
    /super\(\s*scope,\s*id,\s*props,\s*\[([^\]]*)\](?:,\s*\[([^\]]*)\])?,?\s*\)/.exec(text) ?? [];
  if (own !== undefined) return [...topicsIn(own, path, text), ...topicsIn(foreign, path, text)];
  throw new Error(`${path}: expected super(scope, id, props, [<publishes>]), or with [<sends>] after it`);
};
