/** Python packages in an environment of their own, each at its pinned version. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { home } from './home.ts';
import { locked } from './lock.ts';
import { install, isInstalled, type Part } from './part.ts';
import { provide, toInstall } from './prerequisites.ts';
import { runOrFail } from './run.ts';

/** @param requirements a file that names every package, those that others need too */
export const pythonPart = (name: string, folder: string, requirements: string): Part => ({
  name,
  folder,
  madeFrom: readFileSync(requirements, 'utf8'),
  install: async () => {
    await runOrFail('python3', ['-m', 'venv', folder]);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps'];
    await runOrFail(join(folder, 'bin', 'python'), [...pip, '-r', requirements]);
  },
});

/** @returns the path of the environment's `python` */
export const pythonEnvironment = async (
  name: string,
  requirements: string,
  say: (line: string) => void,
): Promise<string> => {
  const part = pythonPart(`Python packages for ${name}`, join(home, `python-${name}`), requirements);
  await locked(join(home, 'install.pid'), say, async () => {
    if (isInstalled(part)) return;
    await provide(toInstall, say);
    await install(part, say);
  });
  return join(part.folder, 'bin', 'python');
};
