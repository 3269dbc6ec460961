/** Records that a lost region wrote can be read in another, whose registry gave the same schemas other ids. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { GlueClient } from '@aws-sdk/client-glue';
import { expect, it, onTestFinished } from 'vitest';
import { decodeAvro, encodeAvro } from '../../functions/platform/contract/avro.ts';
import { glueHeader } from '../../functions/platform/contract/glue-framing.ts';
import { glueRegistry } from '../../functions/platform/contract/glue-registry.ts';
import { withHandedVersions } from '../../functions/platform/contract/handed-versions.ts';
import { recoveredVersions } from '../../functions/platform/contract/recovered-versions.gen.ts';
import { subjectOf, versionMark } from '../../schemas/contract.ts';
import { recoveredModule } from '../../schemas/recovered.ts';
import { readTopics } from '../../schemas/source.ts';

const told = readTopics().flatMap(({ topic, schemas }) =>
  schemas.map(({ type, version, schema }) => [
    `/tributary/prod/schemas/${subjectOf(topic, `${schema.namespace}.${type}`)}/v${version}`,
    randomUUID(),
  ]),
);

const moduleOf = async (text: string): Promise<typeof recoveredVersions> => {
  const folder = mkdtempSync(join(tmpdir(), 'recovered-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'recovered.ts'), text);
  return (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'recovered.ts')).href))
    .recoveredVersions;
};

/** An address where nobody answers: what asks Glue fails. */
const nobody = () =>
  new GlueClient({
    endpoint: 'http://127.0.0.1:1',
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });

it('a record of the lost region is read without asking anybody', async () => {
  const recovered = await moduleOf(recoveredModule(told));
  expect(Object.keys(recovered)).toHaveLength(told.length);
  const [[, id = ''] = []] = told.filter(([name]) => name?.endsWith('.PriceSet/v1'));
  const schema = recovered[id] ?? '';
  const price = { sku: 'tea', currency: 'CHF', lowest: 1, highest: 2, setBy: 'eva', setAt: 3 };
  const value = encodeAvro(schema, price, glueHeader(id));
  const { start, bytes, ...opened } = await glueRegistry(nobody(), 'tributary-prod', recovered).open(value);
  expect(decodeAvro(schema, opened.schema, bytes, start)).toEqual(price);
  await expect(async () => glueRegistry(nobody(), 'tributary-prod', {}).open(value)).rejects.toMatchObject({
    name: 'TransientFailure',
  });
});

it('holds nothing while no region is lost', () => {
  expect(recoveredVersions).toEqual({});
});

it.each([
  [
    'a version that is not here',
    [...told, ['/tributary/prod/schemas/a.b-a.b.C/v1', randomUUID()]],
    'there is no schema a.b-a.b.C/v1',
  ],
  ['fewer ids than schemas', told.slice(1), 'no id was given for crm.counterparty'],
  [
    'another parameter',
    [['/tributary/prod/other', randomUUID()]],
    'expected /tributary/<environment>/schemas',
  ],
  ['no id', [[told[0]?.[0], 'x']], 'UUID'],
  ['nothing', [], 'Too small'],
])('%s is refused', (_what, given, message) => {
  expect(() => recoveredModule(given)).toThrow(message);
});

it('what a deployment did not hand over is never written', () => {
  const id = randomUUID();
  const registry = withHandedVersions(`${versionMark('a.b-a.b.C', '"string"')}=${id}`, {
    open: () => expect.unreachable(),
    header: () => expect.unreachable(),
  });
  expect(registry.header('a.b-a.b.C', '"string"')).toEqual(glueHeader(id));
  expect(() => registry.header('a.b-a.b.C', '"long"')).toThrow(
    expect.objectContaining({
      name: 'PermanentFailure',
      message: expect.stringContaining('deploy the schemas'),
    }),
  );
  expect(() => registry.header('a.b-a.b.D', '"string"')).toThrow('was handed no version of a.b-a.b.D');
});
