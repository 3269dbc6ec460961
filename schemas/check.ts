/** `npm run schema:check` says what is wrong with the contracts; `--publish` locks their new versions after that. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { consumers } from '../functions/reads.ts';
import { type Lock, lockOf } from './check/lock.ts';
import { reportOn } from './check/report.ts';
import { readTopics, schemaRoot } from './source.ts';

const lockPath = join(schemaRoot, 'published.json');

const readLock = (): Lock => {
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(lockPath, 'utf8')));
  } catch (cause) {
    throw new Error('schemas/published.json: expected JSON that maps versions to fingerprints; restore it', {
      cause,
    });
  }
};

const say = (lines: readonly string[]): void => {
  for (const line of lines) process.stdout.write(`${line}\n`);
};

const main = (words: readonly string[]): void => {
  const unknown = words.find((word) => word !== '--publish');
  if (unknown !== undefined) throw new Error(`${unknown} is not understood; expected nothing, or --publish`);
  const isPublishing = words.length > 0;
  const topics = readTopics();
  const { faults, unpublished, notes } = reportOn(topics, readLock(), consumers);
  say(notes);
  const wrong = isPublishing ? faults : [...faults, ...unpublished];
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  if (isPublishing) writeFileSync(lockPath, `${JSON.stringify(lockOf(topics), null, 2)}\n`);
  const versions = topics.flatMap(({ schemas }) => schemas).length;
  say([
    `${versions} published versions in ${topics.length} topics: each is locked, and reads all others of its message`,
  ]);
};

try {
  main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
