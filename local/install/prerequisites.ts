/** What the machine itself has to have: Java, Maven, Python with venv. */
import { existsSync } from 'node:fs';
import { type Outcome, run, runOrFail } from './run.ts';

export interface Prerequisite {
  readonly name: string;
  readonly packages: readonly string[];
  readonly present: () => Promise<boolean>;
}

const java: Prerequisite = {
  name: 'Java 17 or newer',
  packages: ['openjdk-17-jre-headless'],
  present: async () => isAtLeast(await run('java', ['-version']), /version "(\d+)/, [17]),
};

const maven: Prerequisite = {
  name: 'Maven',
  packages: ['maven'],
  present: async () => (await run('mvn', ['--version'])).code === 0,
};

const python: Prerequisite = {
  name: 'Python 3.10 or newer with venv',
  packages: ['python3', 'python3-venv'],
  present: async () =>
    isAtLeast(await run('python3', ['--version']), /Python (\d+)\.(\d+)/, [3, 10]) &&
    (await run('python3', ['-c', 'import venv, ensurepip'])).code === 0,
};

/** To run what is installed. */
export const toRun: readonly Prerequisite[] = [java];
/** To install it. */
export const toInstall: readonly Prerequisite[] = [java, maven, python];

/**
 * Installs what is missing, where it may: as root on Debian or Ubuntu.
 *
 * @throws Error, one line, with the command that brings what is missing
 */
export const provide = async (
  needed: readonly Prerequisite[],
  say: (line: string) => void,
  mayInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version'),
): Promise<void> => {
  const missing = await absent(needed);
  if (missing.length === 0) return;
  const packages = missing.flatMap((prerequisite) => prerequisite.packages);
  const names = namesOf(missing);
  if (!mayInstall) throw notFound(names, packages);
  say(`installing ${names} (${packages.join(', ')}) with apt-get`);
  await runOrFail('apt-get', ['update', '-qq']);
  await runOrFail('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages]);
  const still = await absent(needed);
  if (still.length > 0) throw notFound(namesOf(still), packages);
};

const absent = async (needed: readonly Prerequisite[]): Promise<readonly Prerequisite[]> => {
  const found = await Promise.all(needed.map(({ present }) => present()));
  return needed.filter((_, index) => !found[index]);
};

const namesOf = (prerequisites: readonly Prerequisite[]): string =>
  prerequisites.map(({ name }) => name).join(', ');

const notFound = (names: string, packages: readonly string[]): Error =>
  new Error(
    `not found on this machine: ${names}; on Debian or Ubuntu run: sudo apt-get install ${packages.join(' ')}`,
  );

/** Compares the version in what a program printed, number by number. */
export const isAtLeast = ({ code, output }: Outcome, pattern: RegExp, wanted: readonly number[]): boolean => {
  const found = pattern.exec(output)?.slice(1).map(Number);
  if (code !== 0 || found === undefined) return false;
  const different = wanted.findIndex((number, index) => found[index] !== number);
  return different === -1 || (found[different] ?? 0) > (wanted[different] ?? 0);
};
