/** The templates of environments, without the code of their functions, and without an account. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTemplates, type Template } from '../../local/assembly/templates.ts';

const root = join(import.meta.dirname, '..', '..');
const program = join(import.meta.dirname, 'synthesis.ts');

/** @throws Error with what the app said */
export const synthesized = <Env extends string>(
  ...environments: readonly Env[]
): { readonly [env in Env]: readonly Template[] } => {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-'));
  try {
    const { status, stderr } = spawnSync(process.execPath, [program, root, folder, ...environments], {
      cwd: root,
      encoding: 'utf8',
      // CDK's own rules take longer than all else; whoever deploys hears them.
      env: { ...process.env, CDK_VALIDATION: 'false' },
    });
    if (status !== 0) throw new Error(`the app cannot be synthesized: ${stderr}`);
    const templates = environments.map((env) => [env, readTemplates(join(folder, env))] as const);
    return Object.fromEntries(templates) as { readonly [env in Env]: readonly Template[] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
