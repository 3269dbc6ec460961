/** Bytes that the serializers of Confluent and AWS made: our adapters read them, and write the same. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { decodeAvro, encodeAvro } from '../../functions/platform/contract/avro.ts';
import type { SchemaRegistry } from '../../functions/platform/contract/registry.ts';
import { pythonEnvironment } from '../../local/install/python.ts';
import { confluentThatKnows } from './confluent-service.ts';
import { glueThatKnows } from './glue-service.ts';

interface Value {
  readonly subject: string;
  /** Its file, from the root. */
  readonly schema: string;
  readonly confluentId: number;
  readonly glueVersion: string;
  readonly data: object;
}

interface Vector {
  /** Its place in `values.json`. */
  readonly value: number;
  readonly compression?: 'NONE' | 'ZLIB';
  readonly hex: string;
}

const root = join(import.meta.dirname, '..', '..');
const vectors = join(import.meta.dirname, 'vectors');
const json = (file: string): unknown => JSON.parse(readFileSync(join(vectors, file), 'utf8'));
const values = json('generate/values.json') as readonly Value[];
const vectorsIn = (file: string) =>
  (json(file) as { readonly vectors: readonly Vector[] }).vectors.map(
    ({ value, compression = 'NONE', hex }) => {
      const made = values[value];
      if (made === undefined)
        throw new Error(`${file} has a vector of value ${value}, which is not in values.json`);
      const { subject, schema, ...rest } = made;
      const definition = readFileSync(join(root, schema), 'utf8');
      return { name: `${value} ${subject} ${compression}`, compression, subject, definition, hex, ...rest };
    },
  );
type Made = ReturnType<typeof vectorsIn>[number];

const reads = async (registry: SchemaRegistry, { definition, hex, data }: Made): Promise<void> => {
  const { schema, bytes, start } = await registry.open(Buffer.from(hex, 'hex'));
  expect(schema).toBe(definition);
  expect(decodeAvro(definition, schema, bytes, start)).toEqual(data);
};

const writes = async (registry: SchemaRegistry, { subject, definition, hex, data }: Made): Promise<void> => {
  const header = await registry.header(subject, definition);
  expect(Buffer.from(encodeAvro(definition, data, header)).toString('hex')).toBe(hex);
};

describe('Confluent’s serializer for Python', () => {
  const confluentFor = async ({ confluentId: id, subject, definition }: Made) => {
    const { registry, stop } = await confluentThatKnows([{ id, subject, definition }]);
    onTestFinished(stop);
    return registry;
  };

  it.each(vectorsIn('confluent-python.json'))('made $name: it is read, and written alike', async (vector) => {
    const registry = await confluentFor(vector);
    await reads(registry, vector);
    await writes(registry, vector);
  });
});

it('Confluent’s serializer makes the same bytes again', async () => {
  const requirements = join(root, 'test', 'interoperability', 'requirements.txt');
  const python = await pythonEnvironment('interoperability', requirements, () => undefined);
  const { stdout } = await promisify(execFile)(python, [join(vectors, 'generate', 'confluent.py')]);
  expect(JSON.parse(stdout)).toEqual(json('confluent-python.json'));
});

describe('AWS’s serializer for Java', () => {
  const glueFor = async ({ glueVersion: id, subject: name, definition }: Made) => {
    const { registry, stop } = await glueThatKnows([{ id, name, definition }]);
    onTestFinished(stop);
    return registry;
  };
  const made = vectorsIn('glue-java.json');

  it.each(made)('made $name: it is read', async (vector) => {
    await reads(await glueFor(vector), vector);
  });

  it.each(made.filter(({ compression }) => compression === 'NONE'))(
    'made $name: it is written alike',
    async (vector) => {
      await writes(await glueFor(vector), vector);
    },
  );
});
