/** Supervision: restarted or fatal, never silent, and nothing left behind. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Service, type Supervised, supervise } from '../../../local/services/supervise.ts';

let dir = '';
let running: Supervised[] = [];
let said: string[] = [];
let fatal: Error[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tributary-'));
  [running, said, fatal] = [[], [], []];
});
afterEach(async () => {
  await Promise.all(running.map((service) => service.stop()));
  rmSync(dir, { recursive: true, force: true });
});

/** A shell that leaves a child of its own running, and is ready at once. */
const start = async (script: string, change: Partial<Service> = {}): Promise<Supervised> => {
  const service = await supervise({
    name: 'the service',
    command: '/bin/sh',
    args: ['-c', script],
    logFile: join(dir, 'log'),
    ready: async () => true,
    readyWithinMs: 60_000,
    onDeath: 'restart',
    say: (line) => said.push(line),
    onFatal: (error) => fatal.push(error),
    ...change,
  });
  running.push(service);
  return service;
};

/** For `ready`: when it has printed this. */
const printed = (text: string) => async (): Promise<boolean> => {
  const log = join(dir, 'log');
  return existsSync(log) && readFileSync(log, 'utf8').includes(text);
};

/** Processes of a group, without those that have ended and wait to be noticed. */
const membersOf = (group: number | undefined): readonly string[] => {
  const lines = execFileSync('ps', ['-eo', 'pgid=,stat=,args='], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => {
    const [pgid, stat = ''] = line.trim().split(/\s+/);
    return Number(pgid) === group && !stat.startsWith('Z');
  });
};

describe('a supervised service', () => {
  it('is restarted when it dies, and says so', async () => {
    const service = await start('sleep 3600 & sleep 3600');
    const first = service.pid();
    process.kill(first ?? 0, 'SIGKILL');
    await expect
      .poll(() => said)
      .toEqual(['the service died (signal SIGKILL); restarting it on its own data', 'the service is back']);
    expect(service.pid()).not.toBe(first);
    await expect.poll(() => membersOf(first)).toEqual([]);
  });

  it('leaves nothing behind when it is stopped, its own children neither', async () => {
    const service = await start('sleep 3600 & sleep 3600');
    const group = service.pid();
    await expect.poll(() => membersOf(group).length).toBeGreaterThan(1);
    await service.stop();
    await expect.poll(() => membersOf(group)).toEqual([]);
    expect(said).toEqual([]);
  });

  it('is killed when it does not end by itself', async () => {
    const service = await start('trap "" TERM; echo deaf; while :; do sleep 1; done', {
      ready: printed('deaf'),
    });
    const group = service.pid();
    await service.stop();
    await expect.poll(() => membersOf(group)).toEqual([]);
  });

  it('does not outlive us', async () => {
    const program = `
      const { launch } = await import(${JSON.stringify(join(import.meta.dirname, '../../../local/services/process-group.ts'))});
      const { pid } = launch({ command: 'sleep', args: ['3600'], logFile: ${JSON.stringify(join(dir, 'log'))} });
      console.log(pid);
      process.kill(process.pid, 'SIGKILL');`;
    let group = 0;
    try {
      execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    } catch (error) {
      group = Number((error as { stdout: Buffer }).stdout);
    }
    expect(group).toBeGreaterThan(1);
    await expect.poll(() => membersOf(group)).toEqual([]);
  });

  it('whose death is fatal ends the run with its last lines', async () => {
    const service = await start('echo first; echo the reason; sleep 3600', {
      ready: printed('the reason'),
      onDeath: 'fatal',
    });
    process.kill(service.pid() ?? 0, 'SIGKILL');
    await expect.poll(() => fatal.length).toBe(1);
    expect(fatal[0]?.message).toMatch(
      /^the service died \(signal SIGKILL\); its last lines in .*log:\nfirst\nthe reason$/,
    );
    expect(said).toEqual([]);
  });

  it('that dies again and again ends the run', async () => {
    await start('exit 3');
    await expect.poll(() => fatal.length).toBe(1);
    expect(fatal[0]?.message).toMatch(/the service died \(exit code 3\), for the 6th time within a minute/);
  });

  it('that ends before it is ready is one clear error', async () => {
    const never = start('echo port taken; exit 1', { ready: async () => false });
    await expect(never).rejects.toThrow(
      /the service ended before it was ready \(exit code 1\); [\s\S]*port taken/,
    );
  });

  it('that does not come up in time is one clear error, and is stopped', async () => {
    const thought = `still thinking of ${process.pid}`;
    const ready = async (): Promise<boolean> => {
      await vi.waitUntil(printed(thought), { timeout: 60_000 });
      return false;
    };
    const never = start(`echo ${thought}; sleep 3600`, { ready, readyWithinMs: 300 });
    await expect(never).rejects.toThrow(/was not ready within 0.3 s; [\s\S]*still thinking/);
    // Its watcher is told at the same time as it is, and may end after it.
    await expect
      .poll(() => execFileSync('ps', ['-eo', 'args='], { encoding: 'utf8' }))
      .not.toContain(thought);
  });

  it('that is not there at all is one clear error', async () => {
    const missing = start('', { command: '/no/such/program', ready: async () => false });
    await expect(missing).rejects.toThrow(/the service ended before it was ready/);
  });
});
