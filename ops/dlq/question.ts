/** Asks before something is changed. */
import { createInterface } from 'node:readline/promises';

/** @throws Error when there is nobody to ask */
export const agreed = async (question: string, yes: boolean): Promise<boolean> => {
  if (yes) return true;
  if (!process.stdin.isTTY) {
    throw new Error(
      'this changes something, and there is nobody to ask: run it in a terminal, or with --yes',
    );
  }
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await lines.question(`${question} [y/N] `)).trim().toLowerCase() === 'y';
  } finally {
    lines.close();
  }
};
