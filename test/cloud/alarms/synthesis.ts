/** An environment's templates: those that are synthesized already, or synthesized without bundling its functions. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { readTemplates, type Template } from '../../../local/assembly/templates.ts';
import { root } from '../../../local/install/home.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** By environment: the folder of its assembly. */
    assemblies: { readonly [environment: string]: string };
  }
}

/** Of an environment of the cloud. */
export const templatesOf = async (environment: string): Promise<readonly Template[]> => {
  const folder = (inject('assemblies') as { readonly [name: string]: string } | undefined)?.[environment];
  return folder === undefined ? synthesized({ env: environment }) : readTemplates(folder);
};

/** @param given for `-c`, beside what cdk.json says */
export const synthesized = async (given: {
  readonly [name: string]: string;
}): Promise<readonly Template[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-'));
  const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as { context: object };
  try {
    await promisify(execFile)(process.execPath, [join(root, 'bin/app.ts')], {
      cwd: root,
      maxBuffer: 64 * 1024 * 1024,
      env: {
        PATH: process.env.PATH,
        CDK_OUTDIR: folder,
        CDK_CONTEXT_JSON: JSON.stringify({ ...context, ...given, 'aws:cdk:bundling-stacks': [] }),
      },
    });
    return readTemplates(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
