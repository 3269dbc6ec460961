/** Synthesizes an environment as `cdk synth` does, without an account and without a network. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..');

export interface Synthesis {
  /** For `-c`; the environment is `env`. */
  readonly context: { readonly [name: string]: string };
  /** Where the cloud assembly is written. */
  readonly folder: string;
  /** Where the app stands. @default this repository */
  readonly app?: string;
  /** Makes the app, relative to where it stands; or looks on while it is made. @default bin/app.ts */
  readonly program?: string;
}

/** No bundles; and each resource says where it came from, as with the command line. */
const quickly = { 'aws:cdk:bundling-stacks': [], 'aws:cdk:enable-path-metadata': true };

/**
 * The app alone, without the CDK's command line: functions are not bundled, so that nothing but their code is missing.
 *
 * @throws Error with what the app said
 */
export const synthesize = async ({
  context,
  folder,
  app = root,
  program = 'bin/app.ts',
}: Synthesis): Promise<void> => {
  const { context: flags } = JSON.parse(readFileSync(join(app, 'cdk.json'), 'utf8')) as { context: object };
  const given = { ...flags, ...context, ...quickly };
  const { PATH = '', HOME = '' } = process.env;
  await promisify(execFile)(process.execPath, [join(app, program)], {
    cwd: app,
    // Nothing else of this shell: no account, no region, no credentials, and an address where nobody answers.
    env: {
      PATH,
      HOME,
      CDK_OUTDIR: folder,
      CDK_CONTEXT_JSON: JSON.stringify(given),
      // CDK's own rules take longer than all else; whoever deploys hears them.
      CDK_VALIDATION: 'false',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    maxBuffer: 64 * 1024 * 1024,
  });
};
