/** Every function's bundle can be loaded as Lambda loads it: CommonJS packages inside an ES module are a trap. */
import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, it } from 'vitest';
import { bundleEnvironment } from '../../bench/bundles/environment.ts';
import { readTemplates, resourcesOf } from '../../local/assembly/templates.ts';

const assembly = inject('assembly');
const functions = readTemplates(assembly).flatMap((template) =>
  resourcesOf(template, 'AWS::Lambda::Function'),
);
const bundles = globSync('asset.*/index.mjs', { cwd: assembly }).map((file) => join(assembly, file));

/** Relays of all contexts are the same code, and so are breakers: they share a bundle each. */
it('is there for every function', () => {
  expect(functions).toHaveLength(44);
  expect(bundles).toHaveLength(32);
});

it.each(bundles)('%s exports a handler', async (bundle) => {
  const program = `const { handler } = await import(${JSON.stringify(bundle)}); console.log(typeof handler); process.exit(0)`;
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--disable-warning=DEP0169', '--eval', program],
    { env: bundleEnvironment },
  );
  expect({ stdout, stderr }).toEqual({ stdout: 'function\n', stderr: '' });
});
