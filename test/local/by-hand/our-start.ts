/** `npm start` and `npm run demo` as somebody types them, with variables for what runs already. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../../local/install/home.ts';
import { readStack, type Stack, stackFile } from '../../../local/stack-file.ts';

export interface OurStart {
  readonly stack: Stack;
  /** What it said until now. */
  readonly said: () => string;
  /** As Ctrl-C does. @returns its exit code */
  readonly stop: () => Promise<number | null>;
}

const run = (program: string, variables: { readonly [name: string]: string }) => {
  const child: ChildProcess = spawn(process.execPath, [join(root, program)], {
    cwd: root,
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk;
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, ended, said: () => output };
};

/** @throws Error with what it said, when it ends before it is ready */
export const ourStart = async (variables: { readonly [name: string]: string }): Promise<OurStart> => {
  const { child, ended, said } = run('local/start.ts', variables);
  const { promise: ready, resolve } = Promise.withResolvers<void>();
  child.stdout?.on('data', () => {
    if (/ s {2}ready$/m.test(said())) resolve();
  });
  const early = ended.then((code) => {
    throw new Error(`it ended with ${code}:\n${said()}`);
  });
  await Promise.race([ready, early]);
  early.catch(() => undefined);
  const stop = (): Promise<number | null> => {
    child.kill('SIGINT');
    return ended;
  };
  return { stack: readStack(stackFile), said, stop };
};

export const ourDemo = async (): Promise<{ readonly code: number | null; readonly said: string }> => {
  const { ended, said } = run('local/demo/demo.ts', {});
  const code = await ended;
  return { code, said: said() };
};
