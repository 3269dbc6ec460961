/** A child process with all of its own children, which does not outlive us. */
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createInterface } from 'node:readline';

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** Its whole environment. @default ours */
  readonly env?: NodeJS.ProcessEnv;
  /** What it prints is appended here. */
  readonly logFile: string;
  /** Takes each line of its standard output, in place of the file. */
  readonly onLine?: (line: string) => void;
}

export interface ProcessGroup {
  readonly pid: number | undefined;
  /** Resolves when it has ended, to how: `signal SIGKILL`, `exit code 1`. */
  readonly ended: Promise<string>;
  /** To the whole group; nothing happens when it has ended already. */
  readonly signal: (signal: NodeJS.Signals) => void;
}

/**
 * A group of its own, or Ctrl-C would reach the children before us. Its watcher reads from a pipe of ours that closes when
 * the service ends, and when we do, however that comes about; then the watcher kills what is left of the group.
 */
const watched = 'exec 3<&0; (read -r _ <&3; kill -9 -$$) & exec "$@" 3<&- </dev/null';

export const launch = ({ command, args, cwd, env, logFile, onLine }: Launch): ProcessGroup => {
  const log = openSync(logFile, 'a');
  const child = spawn('/bin/sh', ['-c', watched, 'sh', command, ...args], {
    cwd,
    env: env ?? process.env,
    detached: true,
    stdio: ['pipe', onLine === undefined ? log : 'pipe', log],
  });
  closeSync(log);
  if (onLine !== undefined && child.stdout !== null) createInterface(child.stdout).on('line', onLine);
  child.stdin?.on('error', () => undefined);
  const signal = (name: NodeJS.Signals): void => {
    if (child.pid !== undefined) signalGroup(child.pid, name);
  };
  const ended = new Promise<string>((resolve) => {
    child.once('error', ({ message }) => resolve(message));
    child.once('exit', (code, by) => {
      resolve(by === null ? `exit code ${code}` : `signal ${by}`);
    });
  });
  return { pid: child.pid, ended, signal };
};

const signalGroup = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};
