/** An environment's templates: those that are synthesized already for all tests of the cloud, or else its own. */
import { inject } from 'vitest';
import { readTemplates, type Template } from '../../../local/assembly/templates.ts';
import { synthesized } from '../../infrastructure/synthesized.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** By environment: the folder of its assembly. */
    assemblies: { readonly [environment: string]: string };
  }
}

export const templatesOf = (environment: string): readonly Template[] => {
  const folder = (inject('assemblies') as { readonly [name: string]: string } | undefined)?.[environment];
  return folder === undefined ? (synthesized(environment)[environment] ?? []) : readTemplates(folder);
};
