/** `node run.ts <seed> <count>`: broken records through open and decode; prints how they ended, fails at a wrong end. */
import { isDeepStrictEqual } from 'node:util';
import avro from 'avsc';
import { decodeAvro } from '../../../functions/platform/contract/avro.ts';
import { boundedType } from '../../../functions/platform/contract/bounded-avro.ts';
import { PermanentFailure } from '../../../functions/platform/failure.ts';
import { type Framing, framedValue, startFramings } from './framed.ts';
import { fuzzedSchemas, narrowed } from './fuzzed-schemas.ts';
import { mutated } from './mutated.ts';
import { pick, type Random, randomFrom } from './random.ts';

const [seed = 1, count = 100_000] = process.argv.slice(2).map(Number);

/** Ours, which hold a long that avsc's own find too large by one. */
const typeOf = (text: string) => avro.Type.forSchema(JSON.parse(text), { typeHook: boundedType });

const readers = new Map(
  fuzzedSchemas.map((schema) => {
    const texts = [schema, narrowed(schema)];
    return [schema, texts.map((text) => ({ text, type: typeOf(text) }))];
  }),
);

/** One in ten is broken in its header, where most do not survive the first look. */
const brokenRecord = async (random: Random, framing: Framing) => {
  const { bytes, definition } = await framedValue(random, framing);
  const other = (await framedValue(random, framing)).bytes;
  const kept = random(10) === 0 ? 0 : framing.headerBytes;
  const value =
    random(2) === 0
      ? framing.packed(mutated(random, bytes, other, kept))
      : mutated(random, framing.packed(bytes), framing.packed(other), kept);
  return { value, reader: pick(random, readers.get(definition) ?? []) };
};

type End = 'value' | 'permanent failure';

/** @throws when it ends as no record may */
const endOf = async (random: Random, framing: Framing): Promise<End> => {
  const { value, reader } = await brokenRecord(random, framing);
  const before = Buffer.from(value);
  const wrong = (what: string, cause?: unknown) =>
    new Error(`${framing.name}: ${what}\nvalue ${before.toString('hex')}\nreader ${reader.text}`, { cause });
  try {
    const { schema, bytes, start } = await framing.registry.open(value);
    const data = decodeAvro(reader.text, schema, bytes, start);
    if (!reader.type.isValid(data)) throw wrong(`not of its schema: ${JSON.stringify(data)}`);
    return 'value';
  } catch (error) {
    if (!(error instanceof PermanentFailure)) throw wrong('neither a value nor a permanent failure', error);
    if (!isDeepStrictEqual(value, before)) throw wrong('the bytes were changed');
    return 'permanent failure';
  }
};

const { framings, stop } = await startFramings();
const random = randomFrom(seed);
const ends: { [name: string]: number } = {};
for (let n = 0; n < count; n += 1) {
  const framing = pick(random, framings);
  const end = `${framing.name}: ${await endOf(random, framing)}`;
  ends[end] = (ends[end] ?? 0) + 1;
}
await stop();
console.log(JSON.stringify(ends));
