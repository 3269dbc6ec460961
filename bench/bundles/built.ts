/** The bundles of all functions, as they are deployed, with what of them a cold start has to parse. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { buildOptions } from '../../lib/platform/bundle.ts';
import { root } from '../../local/install/home.ts';

export interface Bundle {
  /** Such as `functions/ordering/api.ts`. */
  readonly entry: string;
  readonly file: string;
  /** Bytes of all that is imported before the handler is there. */
  readonly coldBytes: number;
  /** Bytes of all files, with those that are imported when they are first needed. */
  readonly allBytes: number;
  /** Packages among what is parsed that talk to a service. */
  readonly clients: readonly string[];
  /** Files of which something is in any of these, such as `node_modules/zod/v4/core/core.js`. */
  readonly sources: readonly string[];
}

/** Every file that exports a handler is a function of its own. */
export const entries = (): readonly string[] =>
  globSync('functions/**/*.ts', { cwd: root })
    .filter((path) => /^export const handler\b/m.test(readFileSync(join(root, path), 'utf8')))
    .sort();

/** @param folder where it is written @param more options of esbuild, such as another entry */
export const bundleOf = async (entry: string, folder: string, stdin?: string): Promise<Bundle> => {
  const source =
    stdin === undefined
      ? { entryPoints: [entry] }
      : { stdin: { contents: stdin, resolveDir: root, sourcefile: 'index.ts', loader: 'ts' as const } };
  const { metafile } = await build({ ...buildOptions, ...source, outdir: folder, metafile: true });
  const { outputs } = metafile;
  const first = Object.keys(outputs).find((path) => path.endsWith('index.mjs')) ?? 'index.mjs';
  const cold = [...coldFilesOf(first, outputs)];
  const sizeOf = (paths: readonly string[]): number =>
    paths.reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0);
  return {
    entry,
    file: join(root, first),
    coldBytes: sizeOf(cold),
    allBytes: sizeOf(Object.keys(outputs)),
    clients: clientsIn(cold, outputs),
    sources: sourcesOf(Object.keys(outputs), outputs),
  };
};

/** What is imported by a statement is there before the handler; what is imported by an expression is not. */
const coldFilesOf = (path: string, outputs: Metafile['outputs'], seen = new Set<string>()): Set<string> => {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const { kind, path: next } of outputs[path]?.imports ?? []) {
    if (kind === 'import-statement' && outputs[next] !== undefined) coldFilesOf(next, outputs, seen);
  }
  return seen;
};

const client = /node_modules\/(@aws-sdk\/client-[\w-]+|kafkajs|aws-msk-iam-sasl-signer-js)\//g;
/** Clients that other clients bring for credentials of their own. */
const nested = /^@aws-sdk\/client-(sts|sso|sso-oidc|signin)$/;

const sourcesOf = (paths: readonly string[], outputs: Metafile['outputs']): readonly string[] =>
  paths.flatMap((path) =>
    Object.entries(outputs[path]?.inputs ?? {}).flatMap(([input, { bytesInOutput }]) =>
      bytesInOutput > 0 ? [input] : [],
    ),
  );

const clientsIn = (paths: readonly string[], outputs: Metafile['outputs']): readonly string[] => {
  const names = sourcesOf(paths, outputs).flatMap((input) =>
    [...input.matchAll(client)].slice(0, 1).map(([, name = '']) => name),
  );
  return [...new Set(names)].filter((name) => !nested.test(name)).sort();
};
