/** Asks before something is changed. */
import { createInterface } from 'node:readline/promises';

export interface Asking {
  /** `--yes`: do not ask. */
  readonly yes: boolean;
  readonly say: (line: string) => void;
}

/**
 * @param what will be done, a sentence
 * @throws Error when there is nobody to ask
 */
export const confirmed = async (what: string, { yes, say }: Asking): Promise<boolean> => {
  say(what);
  if (yes) return true;
  if (!process.stdin.isTTY) {
    throw new Error(
      'nothing was changed: there is no terminal to ask at; say --yes to do it without a question',
    );
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question('Do it? [y/N] ');
  terminal.close();
  const isYes = /^y(es)?$/i.test(answer.trim());
  if (!isYes) say('nothing was changed');
  return isYes;
};
