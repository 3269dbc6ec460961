/** The functions that listen to topics, with the messages that each hears. */
import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { importsOf, root, textOf, topicsIn } from './source-text.ts';

export interface Consumer {
  /** `<context>.<function>`. */
  readonly name: string;
  readonly context: string;
  /** Its file, from the root. */
  readonly path: string;
  readonly topics: readonly string[];
  readonly heard: readonly string[];
}

/** In the order of their names. */
export const readConsumers = async (): Promise<readonly Consumer[]> => {
  const paths = globSync('functions/*/**/*.ts', { cwd: root })
    .filter(
      (path) => !path.startsWith('functions/platform/') && /\b(kafka|window)Handler\b/.test(textOf(path)),
    )
    .sort();
  const consumers = await Promise.all(paths.map((path) => consumerOf(path, textOf(path))));
  return consumers.sort((a, b) => (a.name < b.name ? -1 : 1));
};

/** @throws Error when the handler is not written so that it can be read */
export const consumerOf = async (path: string, text: string): Promise<Consumer> => {
  const [, name] = /\bconsumer: '([\w.-]+)'/.exec(text) ?? [];
  const [, contracts] = /\bcontracts: \[([^\]]*)\]/.exec(text) ?? [];
  const heard = await heardIn(path, text);
  const [, context = ''] = path.split('/');
  if (name !== undefined && contracts !== undefined && heard !== undefined) {
    return { name, context, path, topics: topicsIn(contracts, path, text), heard };
  }
  throw new Error(
    `${path}: expected kafkaHandler or windowHandler({ consumer: '<name>', contracts: [<names>], heard }), heard a list or an import`,
  );
};

/** A list in place, or one of a pure file beside it. */
const heardIn = async (path: string, text: string): Promise<readonly string[] | undefined> => {
  const [, list] = /\bheard: \[([^\]]*)\]/.exec(text) ?? [];
  if (list !== undefined) return [...list.matchAll(/'(\w+)'/g)].map(([, type = '']) => type);
  const from = importsOf(text).find(({ name }) => name === 'heard')?.from;
  if (from === undefined) return undefined;
  const module: { readonly heard?: readonly string[] } = await import(
    pathToFileURL(join(root, dirname(path), from)).href
  );
  return module.heard;
};
