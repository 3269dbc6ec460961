/** Synthesizes an environment without bundling its functions: templates in seconds, and no account is asked. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../../local/install/home.ts';

/** A program that makes the app; `bin/app.ts`, or one that looks on while it is made. */
export const synthesize = async (
  environment: string,
  folder: string,
  program = 'bin/app.ts',
): Promise<void> => {
  const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as { context: object };
  const given = {
    ...context,
    env: environment,
    // No stack's functions are bundled; each resource is told where it came from.
    'aws:cdk:bundling-stacks': [],
    'aws:cdk:enable-path-metadata': true,
  };
  await promisify(execFile)(process.execPath, [join(root, program)], {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      CDK_OUTDIR: folder,
      CDK_CONTEXT_JSON: JSON.stringify(given),
    },
  });
};
