/** A browser for what has to be seen in one: Debian's Chromium, or the one that is named. */
import { existsSync } from 'node:fs';
import { type Prerequisite, provide } from './prerequisites.ts';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** @param named such as TRIBUTARY_CHROMIUM in the environment */
const placeOf = (named: string | undefined): string | undefined =>
  named ?? places.find((path) => existsSync(path));

const chromium: Prerequisite = {
  name: 'Chromium',
  packages: ['chromium'],
  present: async () => placeOf(process.env.TRIBUTARY_CHROMIUM) !== undefined,
};

/**
 * Installs it where it may: as root on Debian or Ubuntu.
 *
 * @returns the path of the program
 * @throws Error, one line, with the command that brings it
 */
export const chromiumPath = async (say: (line: string) => void): Promise<string> => {
  await provide([chromium], say);
  return placeOf(process.env.TRIBUTARY_CHROMIUM) ?? '';
};
