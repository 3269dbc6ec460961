/** Valid values of all schemas in all framings, at adapters whose registries know them. */
import { deflateSync } from 'node:zlib';
import avro from 'avsc';
import { encodeAvro } from '../../../functions/platform/contract/avro.ts';
import type { SchemaRegistry } from '../../../functions/platform/contract/registry.ts';
import { confluentThatKnows } from '../confluent-service.ts';
import { glueThatKnows } from '../glue-service.ts';
import { fuzzedSchemas } from './fuzzed-schemas.ts';
import { pick, type Random } from './random.ts';
import { randomValue } from './random-value.ts';

export interface Framing {
  readonly name: string;
  readonly registry: SchemaRegistry;
  readonly headerBytes: number;
  /** What is done to the payload, after it was broken or before. */
  readonly packed: (value: Buffer) => Buffer;
}

const known = fuzzedSchemas.map((definition, n) => ({
  definition,
  type: avro.Type.forSchema(JSON.parse(definition)),
  subject: `subject-${n}`,
  name: `subject-${n}`,
}));

const uuidOf = (n: number): string => `0000000${n % 8}-0000-4000-8000-${String(n).padStart(12, '0')}`;
const asIs = (value: Buffer): Buffer => value;
const zipped = (value: Buffer): Buffer =>
  Buffer.concat([
    value.subarray(0, 1),
    Buffer.from([5]),
    value.subarray(2, 18),
    deflateSync(value.subarray(18)),
  ]);

export const startFramings = async () => {
  const confluent = await confluentThatKnows(known.map((schema, n) => ({ ...schema, id: n + 1 })));
  const glue = await glueThatKnows(known.map((schema, n) => ({ ...schema, id: uuidOf(n) })));
  const framings: readonly Framing[] = [
    { name: 'Confluent', registry: confluent.registry, headerBytes: 5, packed: asIs },
    { name: 'Glue', registry: glue.registry, headerBytes: 18, packed: asIs },
    { name: 'Glue, zlib', registry: glue.registry, headerBytes: 18, packed: zipped },
  ];
  const stop = async () => {
    await confluent.stop();
    await glue.stop();
  };
  return { framings, stop };
};

/** @returns a random value in that framing, not yet packed */
export const framedValue = async (random: Random, { registry }: Framing) => {
  const { definition, subject, type } = pick(random, known);
  const header = await registry.header(subject, definition);
  const data = randomValue(random, type) as object;
  return { definition, type, bytes: Buffer.from(encodeAvro(definition, data, header)) };
};
