/** Runs a program to its end. */
import { spawn } from 'node:child_process';

export interface Outcome {
  /** `undefined` when there is no such program. */
  readonly code: number | undefined;
  /** Standard output and standard error, as they came. */
  readonly output: string;
}

export const run = (command: string, args: readonly string[]): Promise<Outcome> =>
  new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
      });
    }
    child.once('error', ({ message }) => resolve({ code: undefined, output: message }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });

/** @throws Error with the last lines that it printed */
export const runOrFail = async (command: string, args: readonly string[]): Promise<void> => {
  const { code, output } = await run(command, args);
  if (code === 0) return;
  const lastLines = output.trimEnd().split('\n').slice(-12).join('\n');
  throw new Error(`${command} ${args.slice(0, 3).join(' ')} … failed:\n${lastLines}`);
};
