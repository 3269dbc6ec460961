/** An environment's templates, with the words that are its own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTemplates } from '../local/assembly/templates.ts';
import { assemblyOf } from './assembly.ts';
import type { Side } from './difference.ts';

export const sideOf = async (environment: string): Promise<Side> => {
  const folder = await assemblyOf({ env: environment });
  const { artifacts } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
    readonly artifacts: { readonly [id: string]: { readonly environment?: string } };
  };
  // `aws://<account>/<region>`
  const [region] = Object.values(artifacts).flatMap((each) => each.environment?.split('/').slice(3) ?? []);
  if (region === undefined) throw new Error(`${folder} says no region`);
  return { spelling: { environment, region }, templates: readTemplates(folder) };
};
