/** The arrows of the design, and the habits of the house, for every file there is. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../local/install/home.ts';
import { unheardContracts, wrongArrows } from './architecture/arrows.ts';
import {
  answersThatRun,
  environmentReads,
  impurities,
  shape,
  zodWithoutMessages,
} from './architecture/habits.ts';
import { sourceFile, sourceFiles } from './architecture/source-files.ts';

const files = sourceFiles();
const stacks = new Map(
  files.filter(({ path }) => /^lib\/[^/]+\.ts$/.test(path)).map((file) => [basename(file.path, '.ts'), file]),
);

describe('every file', () => {
  it('is seen', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.find(({ path }) => path === 'functions/ordering/consume.ts')?.imports.length).toBe(6);
  });

  it('imports along the arrows only', () => {
    expect(files.flatMap(wrongArrows)).toEqual([]);
  });

  it('reads the contracts that its context listens to only', () => {
    expect(files.flatMap((file) => unheardContracts(file, stacks))).toEqual([]);
  });

  it('is pure where it is a rule, and reads the environment in wiring only', () => {
    expect(files.flatMap(impurities)).toEqual([]);
    expect(files.flatMap(environmentReads)).toEqual([]);
  });

  it('has its zod with messages', () => {
    expect(files.flatMap(zodWithoutMessages)).toEqual([]);
  });

  it('tells a page of the server by types only', () => {
    expect(files.flatMap(answersThatRun)).toEqual([]);
  });

  it('has a name that says something, and a size that can be read', () => {
    expect(files.flatMap(shape)).toEqual([]);
  });
});

describe('a rule', () => {
  it.each([
    ['bin/app.ts', '../functions/ordering/decider.ts'],
    ['lib/ordering.ts', '../functions/ordering/decider.ts'],
    ['lib/ordering.ts', '../functions/payment/routes.ts'],
    ['lib/platform/context/context-api.ts', '../../../functions/ordering/routes.ts'],
    ['lib/ordering.ts', '../local/start.ts'],
    ['functions/ordering/policy.ts', '../payment/decider.ts'],
    ['functions/platform/commit/commit.ts', '../../ordering/decider.ts'],
    ['functions/platform/commit/commit.ts', '../../../schemas/ordering/order/contract.gen.ts'],
    ['functions/relay/publish.ts', '../../schemas/ordering/order/contract.gen.ts'],
    ['schemas/source.ts', '../functions/platform/contract/wire.ts'],
    ['local/start.ts', '../lib/environments.ts'],
    ['local/demo/demo.ts', '../../schemas/source.ts'],
    ['functions/ordering/consume.ts', '../../lib/ordering.ts'],
    ['console/page/app.tsx', '../console.ts'],
    ['console/page/app.tsx', '../../ops/connection.ts'],
    ['console/console.ts', '../functions/ordering/decider.ts'],
    ['ops/main.ts', '../console/console.ts'],
  ])('forbids %s to import %s', (path, target) => {
    expect(wrongArrows(sourceFile(path, `import { x } from '${target}';`))).toHaveLength(1);
    expect(wrongArrows(sourceFile(path, `import type {\n  x,\n} from '${target}';`))).toHaveLength(1);
    expect(wrongArrows(sourceFile(path, `export * from '${target}';`))).toHaveLength(1);
    expect(wrongArrows(sourceFile(path, `  const { x } = await import('${target}');`))).toHaveLength(1);
  });

  it('forbids a context to read a contract that it does not listen to', () => {
    const text = "import { order } from '../../../schemas/payment/payment/contract.gen.ts';";
    expect(
      unheardContracts(sourceFile('functions/inventory/reservation/policy.ts', text), stacks),
    ).toHaveLength(1);
  });

  it.each([
    "import { v7 } from 'uuid';",
    "import { commitStore } from '../platform/commit/commit.ts';",
    'const now = Date.now();',
    'const text = Date();',
    'const now = performance.now();',
    'setTimeout(() => undefined, 1);',
    'const { env } = process;',
    'const now = globalThis.Reflect;',
    'const wait = async () => { await x; };',
    'console.log(1);',
    'const region = process.env.AWS_REGION;',
  ])('forbids %s in a decider', (text) => {
    expect(impurities(sourceFile('functions/ordering/decider.ts', text))).toHaveLength(1);
  });

  it.each(['policy', 'projection', 'admission'])('forbids a clock in a %s', (part) => {
    const text = 'const now = Date.now();';
    expect(impurities(sourceFile(`functions/ordering/${part}.ts`, text))).toHaveLength(1);
  });

  it('forbids to read the environment outside of wiring', () => {
    expect(environmentReads(sourceFile('functions/ordering/api.ts', 'process.env.X'))).toHaveLength(1);
    expect(environmentReads(sourceFile('functions/ordering/wiring.ts', 'process.env.X'))).toEqual([]);
  });

  it.each(['zod', 'zod/mini', 'zod/v4'])('forbids a function to import %s itself', (from) => {
    const text = `import * as z from '${from}';`;
    expect(zodWithoutMessages(sourceFile('functions/ordering/routes.ts', text))).toHaveLength(1);
    expect(zodWithoutMessages(sourceFile('functions/platform/zod.ts', text))).toEqual([]);
  });

  it('forbids an answer that is more than a type', () => {
    const file = (text: string) => sourceFile('console/answers/live.ts', text);
    expect(answersThatRun(file("import { x } from '../live/looks.ts';"))).toHaveLength(1);
    expect(answersThatRun(file("export { x } from '../live/looks.ts';"))).toHaveLength(1);
    expect(answersThatRun(file("export type { X } from '../live/looks.ts';"))).toEqual([]);
  });

  it('forbids names that say nothing, and files that nobody reads to the end', () => {
    expect(shape(sourceFile('functions/platform/utils.ts', ''))).toHaveLength(1);
    expect(shape(sourceFile('functions/platform/contract/wire.ts', 'x\n'.repeat(151)))).toHaveLength(1);
  });
});

it('each decision has a number of its own, and none is missing', () => {
  const folder = join(root, 'docs', 'adr');
  const numbers = readdirSync(folder).map((file) => {
    const [, heading] = /^# (\d+)\. /.exec(readFileSync(join(folder, file), 'utf8')) ?? [];
    expect(file.slice(0, 5)).toBe(`${heading?.padStart(4, '0')}-`);
    return Number(heading);
  });
  expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers.map((_, index) => index + 1));
});
