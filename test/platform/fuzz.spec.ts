/** Broken records, a hundred thousand at least: each is a value or a permanent failure, in bounded memory and time. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const count = 100_000;

/** In a process of its own: only so can a decoder that never ends be ended, or one that wants all memory be refused it. */
it(`${count} mutated records are values of their schema or permanent failures`, async () => {
  const seed = Math.floor(Math.random() * 2 ** 32);
  const program = join(import.meta.dirname, 'fuzz', 'run.ts');
  console.log(`  fuzz: node --max-old-space-size=128 test/platform/fuzz/run.ts ${seed} ${count}`);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--max-old-space-size=128', program, String(seed), String(count)],
    { timeout: 1_000_000, killSignal: 'SIGKILL' },
  );
  console.log(`  fuzz: ${stdout.trim()}`);
  const ends = JSON.parse(stdout) as { readonly [end: string]: number };
  for (const framing of ['Confluent', 'Glue', 'Glue, zlib']) {
    expect(ends[`${framing}: value`]).toBeGreaterThan(1_000);
    expect(ends[`${framing}: permanent failure`]).toBeGreaterThan(1_000);
  }
  expect(Object.values(ends).reduce((sum, each) => sum + each)).toBe(count);
});
