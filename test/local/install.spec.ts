/** What is installed, and what is said when it cannot be. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { locked, takeLock } from '../../local/install/lock.ts';
import { install, isInstalled } from '../../local/install/part.ts';
import { isAtLeast, provide } from '../../local/install/prerequisites.ts';
import { freePort } from '../../local/ports.ts';

const dir = mkdtempSync(join(tmpdir(), 'tributary-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('a version', () => {
  const java = /version "(\d+)/;
  const python = /Python (\d+)\.(\d+)/;
  it.each([
    ['openjdk version "17.0.2" 2022-01-18', java, [17], true],
    ['openjdk version "21" 2023-09-19', java, [17], true],
    ['java version "1.8.0_301"', java, [17], false],
    ['Python 3.10.0', python, [3, 10], true],
    ['Python 3.9.18', python, [3, 10], false],
    ['Python 4.0.1', python, [3, 10], true],
    ['Python 2.11.0', python, [3, 10], false],
    ['no version at all', java, [17], false],
  ])('%s is compared number by number', (output, pattern, wanted, expected) => {
    expect(isAtLeast({ code: 0, output }, pattern, wanted)).toBe(expected);
  });

  it('of a program that is not there is none', () => {
    expect(isAtLeast({ code: undefined, output: 'version "17' }, java, [17])).toBe(false);
  });
});

describe('what the machine lacks', () => {
  it('is named in one line, with the command that brings it', async () => {
    const missing = { name: 'Fortran', packages: ['gfortran'], present: async () => false };
    await expect(provide([missing], () => undefined, false)).rejects.toThrow(
      /^not found on this machine: Fortran; .*gfortran$/,
    );
  });

  it('is nothing when everything is there', async () => {
    const said: string[] = [];
    await provide([{ name: 'Fortran', packages: ['gfortran'], present: async () => true }], (line) =>
      said.push(line),
    );
    expect(said).toEqual([]);
  });
});

describe('a part', () => {
  const partOf = (madeFrom: string, action: () => Promise<void> = async () => undefined) => ({
    name: 'a part (1 MB)',
    folder: join(dir, 'part'),
    madeFrom,
    install: action,
  });

  it('is installed whole or not at all', async () => {
    const broken = partOf('v1', async () => {
      throw new Error('the network is away');
    });
    await expect(install(broken, () => undefined)).rejects.toThrow(
      'a part (1 MB) could not be installed: the network is away',
    );
    expect(isInstalled(broken)).toBe(false);
    await install(partOf('v1'), () => undefined);
    expect(isInstalled(partOf('v1'))).toBe(true);
  });

  it('is installed again when it is made from something else', () => {
    expect(isInstalled(partOf('v2'))).toBe(false);
  });
});

describe('a lock', () => {
  it('is held by one process, and by none that is dead', async () => {
    const file = join(dir, 'lock');
    expect(takeLock(file)).toBeUndefined();
    expect(takeLock(file)).toBe(process.pid);
    writeFileSync(file, '999999999');
    expect(
      await locked(
        file,
        () => undefined,
        async () => takeLock(file),
      ),
    ).toBe(process.pid);
    expect(takeLock(file)).toBeUndefined();
  });
});

describe('a port', () => {
  it('is the one that was asked for, or another when that is taken', async () => {
    const port = await freePort();
    expect(await freePort(port)).toBe(port);
    const server = createServer().listen(port, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    expect(await freePort(port)).not.toBe(port);
    server.close();
  });
});
