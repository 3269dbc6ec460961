/** Something installed whole or not at all: a stamp, written last, says of what it was made. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Part {
  /** For people, with its size. */
  readonly name: string;
  readonly folder: string;
  /** All that it is made from; another content installs it again. */
  readonly madeFrom: string;
  readonly install: (folder: string) => Promise<void>;
}

export const isInstalled = ({ folder, madeFrom }: Part): boolean => {
  const stamp = stampIn(folder);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digestOf(madeFrom);
};

export const install = async (part: Part, say: (line: string) => void): Promise<void> => {
  const { name, folder, madeFrom } = part;
  const startedAt = performance.now();
  say(`installing ${name}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    await part.install(folder);
  } catch (cause) {
    throw new Error(`${name} could not be installed: ${(cause as Error).message}`, { cause });
  }
  writeFileSync(stampIn(folder), digestOf(madeFrom));
  say(`installed ${name} in ${((performance.now() - startedAt) / 1_000).toFixed(0)} s`);
};

const stampIn = (folder: string): string => join(folder, '.installed');

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
