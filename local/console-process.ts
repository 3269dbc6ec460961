/** The console as a supervised process of its own, so that whoever looks does not slow down what is looked at. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { emulatedEnvironment } from './emulated-aws.ts';
import { root } from './install/home.ts';
import { type Listeners, type Supervised, supervise } from './services/supervise.ts';
import { type Stack, stackShape } from './stack-file.ts';

/** What it is told in its file. */
export const consoleRun = z.object({
  stack: stackShape,
  /** Of the run. */
  dir: z.string(),
  port: z.int(),
  token: z.string(),
});

/** A fragment is sent to nobody: the page reads it, and takes it out of the address. */
export const consoleAddress = (port: number, token: string): string =>
  `http://127.0.0.1:${port}/#token=${token}`;

export interface ConsoleProcessProps extends Listeners {
  readonly stack: Stack;
  readonly dir: string;
  readonly port: number;
}

/** @returns the address that lets its owner in, too */
export const startConsoleProcess = async (
  props: ConsoleProcessProps,
): Promise<{ readonly console: Supervised; readonly consoleUrl: string }> => {
  const { stack, dir, port, say, onFatal } = props;
  const token = randomBytes(24).toString('base64url');
  const file = join(dir, 'console.json');
  writeFileSync(file, JSON.stringify({ stack, dir, port, token }), { mode: 0o600 });
  let ready = false;
  const supervised = await supervise({
    name: 'the console',
    command: process.execPath,
    args: [join(root, 'console', 'run.ts'), file],
    env: emulatedEnvironment(stack.awsEndpoint),
    logFile: join(dir, 'console.log'),
    ready: async () => ready,
    readyWithinMs: 180_000,
    onDeath: 'restart',
    onLine: (line) => {
      ready ||= line === 'ready';
    },
    say,
    onFatal,
  });
  return { console: supervised, consoleUrl: consoleAddress(port, token) };
};
