/** Says what is going to change, and asks. */
import { createInterface } from 'node:readline/promises';

/** @throws Error when nobody is there to answer, and `--yes` was not given */
export const confirmed = async (what: string, options: ReadonlySet<string>): Promise<boolean> => {
  if (options.has('--yes')) return true;
  if (!process.stdin.isTTY) {
    throw new Error(`this changes something (${what}), and nobody is there to be asked; add --yes`);
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${what}. Go on? [y/N] `)).trim());
  } finally {
    terminal.close();
  }
};
