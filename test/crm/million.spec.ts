/** An export of a million rows: read, judged and planned in bounded memory and time. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const count = 1_000_000;

/** In a process of its own, which is refused more memory than it may need. */
it('a million rows need no more than 64 MB and two minutes of a slow processor', async () => {
  const program = join(import.meta.dirname, 'million', 'run.ts');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--max-old-space-size=64', program, String(count)],
    { timeout: 1_000_000, killSignal: 'SIGKILL' },
  );
  console.log(`  a million rows: ${stdout.trim()}`);
  const { encoding, changing, unchanged, rejected, bytes, processorSeconds } = JSON.parse(stdout);
  expect({ encoding, changing, unchanged, rejected }).toEqual({
    encoding: 'latin1',
    changing: 0.6 * count,
    unchanged: 0.2 * count,
    rejected: 0.2 * count,
  });
  expect(bytes).toBeGreaterThan(60 * count);
  expect(processorSeconds).toBeLessThan(120);
});
