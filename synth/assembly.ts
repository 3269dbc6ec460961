/** One synthesis of each environment for all who want to look at it, until something that it is made from changes. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { synthesize } from './app.ts';

const root = join(import.meta.dirname, '..');
const kept = join(root, '.local', 'synthesized');

/** What templates are made from: of the functions, the routes and what those import. */
const sources = [
  'bin/**/*.ts',
  'functions/**/*.ts',
  'lib/**/*.{ts,json}',
  'schemas/**/*.{ts,json,avsc}',
  'synth/app.ts',
  'cdk.json',
  'package-lock.json',
];

/** @returns the folder of the cloud assembly, which nobody may write into */
export const assemblyOf = async (context: { readonly [name: string]: string }): Promise<string> => {
  const name = `${Object.entries(context)
    .flat()
    .join('-')
    .replaceAll(/[^\w-]/g, '')}-${stateOf(context)}`;
  const folder = join(kept, name);
  if (existsSync(folder)) return folder;
  mkdirSync(kept, { recursive: true });
  await whileNobodyElse(`${folder}.lock`, async () => {
    if (existsSync(folder)) return;
    const unfinished = `${folder}.${process.pid}`;
    await synthesize({ context, folder: unfinished });
    renameSync(unfinished, folder);
    forgetOld();
  });
  return folder;
};

/** Of another source; whoever still looks at one has begun within the hour. */
const forgetOld = (): void => {
  for (const name of readdirSync(kept)) {
    const old = join(kept, name);
    const { mtimeMs } = statSync(old, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
    if (Date.now() - mtimeMs > 3_600_000) rmSync(old, { recursive: true, force: true });
  }
};

const stateOf = (context: object): string => {
  const hash = createHash('sha256').update(JSON.stringify(context));
  for (const file of globSync(sources, { cwd: root }).sort()) {
    hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex').slice(0, 16);
};

/** Specifications run in processes of their own, and ask for the same environment at the same time. */
const whileNobodyElse = async (lock: string, work: () => Promise<void>): Promise<void> => {
  while (!taken(lock)) {
    if (isAbandoned(lock)) rmSync(lock, { force: true });
    await pause(100);
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
};

const taken = (lock: string): boolean => {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};

/** Whoever took it is no more. */
const isAbandoned = (lock: string): boolean => {
  try {
    const owner = Number(readFileSync(lock, 'utf8'));
    if (owner === 0) return false;
    process.kill(owner, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
};
