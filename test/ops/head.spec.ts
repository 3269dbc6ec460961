/** Who reads the beginning only has read enough. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('ends quietly when its reader leaves', async () => {
  const main = join(import.meta.dirname, '..', '..', 'ops', 'main.ts');
  const program = spawn(process.execPath, [main, 'trace', '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said: Buffer[] = [];
  program.stderr.on('data', (bytes: Buffer) => said.push(bytes));
  program.stdout.destroy();
  const [code, signal] = await once(program, 'close');
  expect({ code, signal, said: Buffer.concat(said).toString() }).toEqual({ code: 0, signal: null, said: '' });
});
