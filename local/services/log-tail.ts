/** The last lines of a log, for people who want to know why. */
import { existsSync, readFileSync } from 'node:fs';

const lines = 15;

export const logTail = (file: string): string => {
  if (!existsSync(file)) return '(it wrote nothing)';
  const text = readFileSync(file, 'utf8').trimEnd();
  return text === '' ? '(it wrote nothing)' : text.split('\n').slice(-lines).join('\n');
};
