/** The environments of the cloud, synthesized before the tests that read their templates. */
import type { TestProject } from 'vitest/node';
import { assemblyOf } from '../../synth/assembly.ts';

export const environments = ['dev', 'staging', 'prod'] as const;

/** `prod`, as its second region goes on with it. */
export const takenOver = { env: 'prod', recoveryRegion: 'eu-west-1', failover: 'true' } as const;

declare module 'vitest' {
  interface ProvidedContext {
    /** By environment: the folder of its assembly. */
    assemblies: { readonly [environment: string]: string };
    /** The folder of `prod` in a second region that takes over. */
    takenOver: string;
  }
}

export default async ({ provide }: TestProject): Promise<void> => {
  const assemblies: { [environment: string]: string } = {};
  // One after another: each takes a core, and half a gigabyte.
  for (const env of environments) assemblies[env] = await assemblyOf({ env });
  provide('assemblies', assemblies);
  provide('takenOver', await assemblyOf(takenOver));
};
