/** The processes of a running system, found by what they run: a pid is another one after each restart. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type ServiceName = 'broker' | 'registry' | 'poller';

export interface Processes {
  readonly pidOf: (service: ServiceName) => number | undefined;
  /** The functions' warm workers, by the emulator's name of the function. */
  readonly workers: () => readonly Worker[];
}

export interface Worker {
  readonly pid: number;
  readonly functionName: string;
  /** Its function's time-out, seconds. */
  readonly timeout: number;
}

/** @param dir of the run, as given to `startSystem` */
export const processesOf = (dir: string): Processes => {
  /** By a word of their command lines that no other process has, or the folder that they work in. */
  const marks: { readonly [name in ServiceName]: string } = {
    broker: join(dir, 'kafka', 'server.properties'),
    registry: join(dir, 'registry', 'schemas'),
    poller: join(dir, 'poller.json'),
  };
  const workerFolder = join(dir, 'emulator', 'tmp');
  return {
    pidOf: (service) =>
      pids().find((pid) => {
        const words = textOf(pid, 'cmdline').split('\0');
        return !words[0]?.endsWith('sh') && words.some((word) => word.includes(marks[service]));
      }),
    workers: () =>
      pids().flatMap((pid) => {
        if (!textOf(pid, 'cmdline').includes(workerFolder)) return [];
        const environment = textOf(pid, 'environ');
        const name = /(?:^|\0)AWS_LAMBDA_FUNCTION_NAME=([^\0]+)/.exec(environment)?.[1];
        const timeout = Number(/(?:^|\0)_LAMBDA_TIMEOUT=(\d+)/.exec(environment)?.[1] ?? 30);
        return name === undefined ? [] : [{ pid, functionName: name, timeout }];
      }),
  };
};

const pids = (): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

const textOf = (pid: number, file: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
};

/** @returns whether there was still somebody to take it */
export const signalled = (pid: number | undefined, signal: NodeJS.Signals): boolean => {
  try {
    return pid !== undefined && process.kill(pid, signal);
  } catch {
    return false;
  }
};
