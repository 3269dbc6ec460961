/** One process at a time. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Takes the lock, or answers with the id of the process that holds it. A dead process holds nothing. */
export const takeLock = (file: string): number | undefined => {
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const holder = holderOf(file);
  if (holder !== undefined) return holder;
  rmSync(file, { force: true });
  return takeLock(file);
};

/** The living process that holds the lock, if there is one. */
export const holderOf = (file: string): number | undefined => {
  if (!existsSync(file)) return undefined;
  const holder = Number(readFileSync(file, 'utf8'));
  return isAlive(holder) ? holder : undefined;
};

export const releaseLock = (file: string): void => rmSync(file, { force: true });

/** Waits for the lock, and holds it while the action runs. */
export const locked = async <Result>(
  file: string,
  say: (line: string) => void,
  action: () => Promise<Result>,
): Promise<Result> => {
  let holder = takeLock(file);
  if (holder !== undefined) say(`waiting for process ${holder}, which installs the same things`);
  while (holder !== undefined) {
    await sleep(200);
    holder = takeLock(file);
  }
  try {
    return await action();
  } finally {
    releaseLock(file);
  }
};

const isAlive = (pid: number): boolean => {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
