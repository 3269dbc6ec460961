/** The arrows between folders, and there are no others. */
import type { SourceFile } from './source-files.ts';

const isOurs = (target: string): boolean =>
  /^(bin|lib|functions|schemas|local|ops|console|bench|chaos|docs|synth|test)\//.test(target);

/** Data that functions and their stacks agree on. */
const readByStacks = ['functions/platform/http/scopes.ts', 'functions/platform/http/edge-header.ts'];

/** Where imports may lead, by the folder that they stand in; `$` is the context of that folder. */
const allowed: readonly (readonly [from: RegExp, to: readonly string[]])[] = [
  [/^bin\//, ['lib/']],
  // What a route promises is read where it is deployed.
  [/^lib\/(\w+)\.ts$/, ['lib/', 'schemas/', 'functions/$/routes.ts', ...readByStacks]],
  [/^lib\//, ['lib/', 'schemas/', 'functions/platform/http/route-description.ts', ...readByStacks]],
  [/^functions\/platform\//, ['functions/platform/', 'schemas/contract.ts']],
  [/^functions\/relay\//, ['functions/relay/', 'functions/platform/']],
  [/^functions\/([^/]+)\//, ['functions/$/', 'functions/platform/', 'schemas/']],
  [/^functions\/reads\.ts$/, ['functions/', 'schemas/']],
  [/^schemas\/check\.ts$/, ['schemas/', 'functions/reads.ts']],
  [/^schemas\//, ['schemas/']],
  [/^local\//, ['local/']],
  [/^synth\//, ['synth/', 'local/assembly/', 'bin/']],
  [/^ops\//, ['ops/', 'local/', 'functions/', 'schemas/']],
  // What runs in a browser knows of the server what it answers, and nothing else.
  [/^console\/page\//, ['console/page/', 'console/answers/']],
  [
    /^console\//,
    ['console/', 'ops/', 'local/', 'chaos/', 'functions/platform/', 'functions/reads.ts', 'schemas/'],
  ],
  [/^docs\//, ['docs/', 'schemas/', 'functions/', 'ops/lag-plan/plan.ts']],
  // What is measured is what is deployed, and what it costs stands in the documents.
  [
    /^bench\//,
    [
      'bench/',
      'local/',
      'functions/',
      'schemas/',
      'docs/build/',
      'lib/platform/bundle.ts',
      'lib/context-settings.ts',
      'ops/lag-plan/plan.ts',
    ],
  ],
  [/^chaos\//, ['chaos/', 'bench/', 'local/', 'ops/', 'functions/platform/', 'schemas/']],
  [/^test\//, ['']],
];

/** @returns a sentence for each import that follows no arrow */
export const wrongArrows = ({ path, imports }: SourceFile): readonly string[] => {
  const [from, targets = []] = allowed.find(([pattern]) => pattern.test(path)) ?? [];
  const context = from?.exec(path)?.[1] ?? '';
  const folders = targets.map((target) => target.replace('$', context));
  return imports
    .filter((target) => isOurs(target.from) && !folders.some((folder) => target.from.startsWith(folder)))
    .map((target) => `${path} must not import ${target.from}`);
};

/** A context reads its own contracts, and those of the topics that its stack listens to. */
export const unheardContracts = (
  { path, imports }: SourceFile,
  stacks: ReadonlyMap<string, SourceFile>,
): readonly string[] => {
  const [, context = ''] = /^functions\/([^/]+)\//.exec(path) ?? [];
  const stack = stacks.get(context);
  if (stack === undefined) return [];
  const heard = new Set(stack.imports.map((target) => target.from));
  return imports
    .filter(({ from }) => /^schemas\/[^/]+\//.test(from) && !from.startsWith(`schemas/${context}/`))
    .filter(({ from }) => !heard.has(from))
    .map(({ from }) => `${path} reads ${from}, which the stack of ${context} does not listen to`);
};
