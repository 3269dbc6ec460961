/** Synthesizes the environments once before the tests that read their templates, and removes them after. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { synthesize } from './assembly/synthesis.ts';

/** Of the cloud. */
export const environments = ['dev', 'staging', 'prod'] as const;

declare module 'vitest' {
  interface ProvidedContext {
    /** By environment: the folder of its assembly. */
    assemblies: { readonly [environment: string]: string };
  }
}

export default async ({ provide }: TestProject): Promise<() => void> => {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-cloud-'));
  const assemblies = Object.fromEntries(
    environments.map((environment) => [environment, join(folder, environment)]),
  );
  // One after another: each takes a core, and half a gigabyte.
  for (const [environment, path] of Object.entries(assemblies)) await synthesize(environment, path);
  provide('assemblies', assemblies);
  return () => rmSync(folder, { recursive: true, force: true });
};
