/** The value of a record as operators read it: by the schema that it was written with, less what is secret. */
import { described } from '../functions/platform/consumer/letter.ts';
import { decodeAvro } from '../functions/platform/contract/avro.ts';
import type { SchemaRegistry } from '../functions/platform/contract/registry.ts';
import { withheld } from './withheld.ts';

/** Bytes of a value that nobody can read, from its beginning. */
const prefix = 64;

/** @returns why it cannot be read, and how it begins, where it cannot */
export const readable = async (value: Uint8Array, registry: SchemaRegistry): Promise<unknown> => {
  try {
    const { schema, bytes, start } = await registry.open(value);
    return withheld(decodeAvro(schema, schema, bytes, start));
  } catch (error) {
    const hex = Buffer.from(value.subarray(0, prefix)).toString('hex');
    return { unreadable: described(error).message, bytes: value.length, hex };
  }
};
