/** The console as `npm start` keeps it: a process of its own, which comes back with the same address. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { startConsoleProcess } from '../../local/console-process.ts';
import { freePort } from '../../local/ports.ts';

const [stack, dir] = [inject('stack'), inject('dir')];

const sessionAt = async (consoleUrl: string): Promise<unknown> => {
  const [url = '', token = ''] = consoleUrl.split('/#token=');
  const response = await fetch(`${url}/api/session`, { headers: { 'x-console-token': token } });
  return response.json();
};

it('answers who has its address, and does so again when it was killed', async () => {
  const said: string[] = [];
  const onFatal = (error: Error): void => void said.push(error.message);
  const port = await freePort();
  const started = await startConsoleProcess({ stack, dir, port, say: (line) => said.push(line), onFatal });
  try {
    const { consoleUrl, console: supervised } = started;
    expect(consoleUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{32}$/);
    expect(await sessionAt(consoleUrl)).toEqual({ env: 'local', mayChange: true, isLocal: true });
    // What lets somebody in is read by its owner only.
    expect(statSync(join(dir, 'console.json')).mode & 0o077).toBe(0);
    const first = supervised.pid();
    process.kill(-(first ?? 0), 'SIGKILL');
    await expect.poll(() => said.join('\n')).toContain('the console is back');
    expect(supervised.pid()).not.toBe(first);
    await expect.poll(() => sessionAt(consoleUrl).catch(() => undefined)).toMatchObject({ env: 'local' });
  } finally {
    await started.console.stop();
  }
});
