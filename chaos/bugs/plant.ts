/** A copy of the tree with one bug planted in it; the tree itself is never touched. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { home, root } from '../../local/install/home.ts';
import type { Bug } from './bugs.ts';

const sources = ['bench', 'bin', 'chaos', 'functions', 'lib', 'local', 'ops', 'schemas', 'patches'];
const files = ['package.json', 'package-lock.json', 'tsconfig.json', 'cdk.json'];
/** What is installed is shared: it is large, and nothing is written there. */
const installed = ['kafka', 'registry', 'python'];

/** @returns the copy's folder; @throws Error when the file no longer reads as the bug expects */
export const plant = ({ name, file, from, to }: Bug): string => {
  const copy = mkdtempSync(join(tmpdir(), `chaos-${name}-`));
  for (const part of [...sources, ...files]) cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  mkdirSync(join(copy, '.local'));
  for (const part of installed) symlinkSync(join(home, part), join(copy, '.local', part));
  const path = join(copy, file);
  writeFileSync(path, planted(readFileSync(path, 'utf8'), { name, file, from, to }));
  return copy;
};

export const planted = (
  text: string,
  { name, file, from, to }: Pick<Bug, 'name' | 'file' | 'from' | 'to'>,
): string => {
  const parts = text.split(from);
  if (parts.length === 2) return parts.join(to);
  const times = parts.length - 1;
  throw new Error(
    `${name} cannot be planted: ${file} holds ${times} times, where once was expected:\n${from}\nmend chaos/bugs/bugs.ts`,
  );
};
