/** Runs the CDK's command line against the emulator. */
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { account, emulatedEnvironment, region } from './emulated-aws.ts';
import { root } from './install/home.ts';

export interface CdkProps {
  readonly awsEndpoint: string;
  /** Where the cloud assembly is written. */
  readonly assembly: string;
  /** For `-c`. */
  readonly context: { readonly [name: string]: string };
  /** Where the app stands. @default this repository */
  readonly app?: string;
}

const cli = join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk');
const quietly = ['--no-notices', '--no-color', '--ci'];

export const cdk = ({ awsEndpoint, assembly, context, app = root }: CdkProps) => {
  const run = (cwd: string, ...parameters: readonly string[]) =>
    cdkRun(cwd, awsEndpoint, [...parameters, ...quietly]);
  const given = Object.entries(context).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return {
    // Away from cdk.json, or it would synthesize the app first, which it needs for nothing.
    bootstrap: () => run(tmpdir(), 'bootstrap', `aws://${account}/${region}`),
    synth: () => run(app, 'synth', '--quiet', '--output', assembly, ...given),
    deploy: (stacks: readonly string[]) =>
      run(root, 'deploy', ...stacks, '--app', assembly, '--require-approval', 'never', '--concurrency', '4'),
    /** Synthesizes the app, and deploys one stack of it and none that it stands on: as people do. */
    deployAlone: (stack: string) =>
      run(
        app,
        ...['deploy', stack, '--exclusively', '--require-approval', 'never', '--output', assembly],
        ...given,
      ),
  };
};

/** @throws Error with the last lines that the tool wrote */
const cdkRun = (cwd: string, awsEndpoint: string, parameters: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...parameters], {
      cwd,
      env: emulatedEnvironment(awsEndpoint),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output = `${output}${chunk}`.slice(-20_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve();
      const lastLines = output.trimEnd().split('\n').slice(-15).join('\n');
      reject(new Error(`cdk ${parameters[0]} ended with ${code}:\n${lastLines}`));
    });
  });
