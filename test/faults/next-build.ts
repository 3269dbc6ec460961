/** The build that comes next: its `OrderPlaced` has one optional field more, which its writer fills in. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { Zippable } from 'fflate';
import { buildOptions } from '../../lib/platform/bundle.ts';
import { order } from '../../schemas/ordering/order/contract.gen.ts';

const [first] = order.messages.OrderPlaced.versions;

const withChannel = (): string => {
  const schema = JSON.parse(first) as { readonly fields: readonly object[] };
  const channel = {
    name: 'channel',
    type: ['null', 'string'],
    default: null,
    doc: 'Where it was placed; null in orders of earlier builds.',
  };
  return JSON.stringify({ ...schema, fields: [...schema.fields, channel] });
};

export const versions: readonly [string, string] = [first, withChannel()];

/** @throws Error when the source has changed so much that the next build cannot be made of it */
const changed = (text: string, from: string, to: string): string => {
  if (text.split(from).length !== 2) throw new Error(`expected once: ${from.slice(0, 80)}`);
  return text.replace(from, () => to);
};

const changes: readonly (readonly [file: RegExp, change: (text: string) => string])[] = [
  [
    /\/schemas\/ordering\/order\/contract\.gen\.ts$/,
    (text) => changed(text, JSON.stringify(first), versions.map((each) => JSON.stringify(each)).join(', ')),
  ],
  [
    /\/functions\/ordering\/decider\.ts$/,
    (text) =>
      changed(
        text,
        "{ type: 'OrderPlaced', data: order }",
        "{ type: 'OrderPlaced', data: { ...order, channel: 'shop' } }",
      ),
  ],
];

const next: Plugin = {
  name: 'next',
  setup: ({ onLoad }) => {
    for (const [filter, change] of changes) {
      onLoad({ filter }, async ({ path }) => ({
        loader: 'ts' as const,
        contents: change(await readFile(path, 'utf8')),
      }));
    }
  },
};

/** @param entry relative to the root @returns its files by their names, made as lib/platform/bundle.ts makes them */
export const nextBuild = async (entry: string): Promise<Zippable> => {
  const { outputFiles } = await build({
    ...buildOptions,
    entryPoints: [entry],
    outdir: buildOptions.absWorkingDir,
    write: false,
    plugins: [next],
    logLevel: 'error',
  });
  return Object.fromEntries(outputFiles.map(({ path, contents }) => [basename(path), contents]));
};
