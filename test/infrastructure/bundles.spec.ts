/** Every function's bundle can be loaded as Lambda loads it: CommonJS packages inside an ES module are a trap. */
import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, it } from 'vitest';
import { readTemplates, resourcesOf } from '../../local/assembly/templates.ts';

const assembly = inject('assembly');
const functions = readTemplates(assembly).flatMap((template) =>
  resourcesOf(template, 'AWS::Lambda::Function'),
);
const bundles = globSync('asset.*/index.mjs', { cwd: assembly }).map((file) => join(assembly, file));

const environment = {
  AWS_REGION: 'us-east-1',
  TABLE_NAME: 'table',
  DEAD_LETTER_QUEUE_URL: 'http://127.0.0.1/queue',
  SCHEMA_REGISTRY: 'http://127.0.0.1/registry',
  GATEWAY_URL: 'http://127.0.0.1/gateway',
  GATEWAY_SECRET: 'sixteen characters',
  CARRIER_SECRET: 'sixteen characters',
  IMPORT_BUCKET: 'bucket',
  MAIL_FROM: 'shop@example.com',
  PROJECTION_VERSIONS: '[{"version":1,"table":"t"}]',
  KAFKA_BROKERS: '127.0.0.1:1',
  KAFKA_AUTH: 'iam',
  CONTEXT: 'ordering',
  BREAKER_QUEUE_URL: 'http://127.0.0.1/queue',
  BREAKER_MAPPINGS: '{}',
  BREAKER_PROBES: '{}',
};

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
    { env: environment },
  );
  expect({ stdout, stderr }).toEqual({ stdout: 'function\n', stderr: '' });
});
