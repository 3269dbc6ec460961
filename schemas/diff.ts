/** `npm run schema:diff -- <git revision>` tells reviewers what the working tree changes in the contracts. */
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { differences } from './check/differences.ts';
import type { Snapshot } from './check/snapshot.ts';
import { schemaRoot } from './source.ts';

const isContract = /\.avsc$|\/topic\.json$/;

/** @throws Error with the file's name when the text is not JSON */
const jsonIn = (path: string, text: string): string => {
  try {
    JSON.parse(text);
    return text;
  } catch (cause) {
    throw new Error(`schemas/${path} is not readable as JSON: ${(cause as Error).message}`, { cause });
  }
};

const git = (...words: readonly string[]): string =>
  execFileSync('git', words, { cwd: schemaRoot, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

const snapshotAt = (revision: string): Snapshot => {
  try {
    git('rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`);
  } catch (cause) {
    throw new Error(`${revision} is no git revision; expected one, such as HEAD or main`, { cause });
  }
  const paths = git('ls-tree', '-r', '-z', '--name-only', revision, '.').split('\0');
  const contracts = paths.filter((path) => isContract.test(path));
  return new Map(contracts.map((path) => [path, jsonIn(path, git('show', `${revision}:./${path}`))]));
};

const workingTree = (): Snapshot =>
  new Map(
    globSync('*/*/*.{avsc,json}', { cwd: schemaRoot })
      .filter((path) => isContract.test(path))
      .map((path) => [path, jsonIn(path, readFileSync(join(schemaRoot, path), 'utf8'))]),
  );

try {
  const [revision = 'HEAD'] = process.argv.slice(2);
  const lines = differences(snapshotAt(revision), workingTree());
  process.stdout.write(`${lines.length > 0 ? lines.join('\n') : `no contract differs from ${revision}`}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
