/** What every file keeps to, beside its arrows. */
import { basename } from 'node:path';
import type { SourceFile } from './source-files.ts';

/** Rules, and the parts that they are split into. */
const pure =
  /^functions\/(?!platform\/).*\/(decider|policy|projection|command|state|admission)\.ts$|^functions\/platform\/commit\/decider\.ts$/;
const impure =
  /\bawait\b|\bDate\b|\bMath\.random\b|\bconsole\b|\bprocess\b|\bperformance\b|\bcrypto\b|\bfetch\(|\bset(Timeout|Interval|Immediate)\b|\bglobalThis\b/;

/** Deciders, policies and projections know types, schemas and each other. */
export const impurities = ({ path, text, imports }: SourceFile): readonly string[] => {
  if (!pure.test(path)) return [];
  const packages = imports
    .filter(({ from, typeOnly }) => !typeOnly && !from.startsWith('schemas/') && !pure.test(from))
    .map(({ from }) => `${path} is pure and must not import ${from}`);
  const found = impure.exec(withoutComments(text));
  return found === null ? packages : [...packages, `${path} is pure and must not use ${found[0]}`];
};

/** A function's environment is read in its wiring only. */
export const environmentReads = ({ path, text }: SourceFile): readonly string[] =>
  path.startsWith('functions/') &&
  !path.endsWith('/wiring.ts') &&
  withoutComments(text).includes('process.env')
    ? [`${path} reads process.env, which only wiring.ts does`]
    : [];

const ownZod = 'functions/platform/zod.ts';

/** Whatever is imported first, a fault has its message. */
export const zodWithoutMessages = ({ path, imports }: SourceFile): readonly string[] =>
  path.startsWith('functions/') && path !== ownZod
    ? imports
        .filter(({ from }) => /^zod(\/|$)/.test(from))
        .map(({ from }) => `${path} imports ${from}, which has its messages from ${ownZod} only`)
    : [];

/** What the server answers is told to the page by its types alone: a browser has no other part of it. */
export const answersThatRun = ({ path, imports }: SourceFile): readonly string[] =>
  path.startsWith('console/answers/')
    ? imports
        .filter(({ typeOnly }) => !typeOnly)
        .map(({ from }) => `${path} holds types, and must not import ${from}`)
    : [];

const vague = new Set(['utils.ts', 'helpers.ts', 'common.ts', 'types.ts', 'util.ts', 'misc.ts']);
const lineLimit = 150;

export const shape = ({ path, text }: SourceFile): readonly string[] => {
  const lines = text.split('\n').length - 1;
  const isData = path.endsWith('.gen.ts') || path.endsWith('.spec.ts');
  return [
    ...(vague.has(basename(path)) ? [`${path} says nothing by its name`] : []),
    ...(lines > lineLimit && !isData ? [`${path} has ${lines} lines, more than ${lineLimit}`] : []),
  ];
};

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
