/** Whether what a file holds is the Avro record that its name promises, told to people throughout. */
import type { AvroRecord } from '../source.ts';
import { parseSchema } from './parse.ts';
import { fieldPath, isObject } from './place.ts';
import type { Schema } from './schema.ts';
import { SchemaFault } from './schema-fault.ts';

export interface Promised {
  /** As messages name the file. */
  readonly path: string;
  readonly name: string;
  readonly namespace: string;
}

/**
 * @returns false when it is not the record that was promised
 * @throws Error with one line that names file, place and rule when it is no Avro, or a public field has no `doc`
 */
export const sound = (json: unknown, { path, name, namespace }: Promised): json is AvroRecord => {
  if (!isObject(json) || json.type !== 'record' || json.name !== name || json.namespace !== namespace)
    return false;
  try {
    refuseUntold('', parseSchema(json).schema);
    return true;
  } catch (cause) {
    if (cause instanceof SchemaFault) throw new Error(`${path}: ${cause.message}`, { cause });
    throw cause;
  }
};

const refuseUntold = (path: string, schema: Schema): void => {
  if (schema.kind === 'union') for (const branch of schema.branches) refuseUntold(path, branch);
  if ('items' in schema) refuseUntold(path, schema.items);
  if (schema.kind !== 'record') return;
  for (const { name, doc, schema: type } of schema.fields) {
    const place = fieldPath(path, name);
    if (doc.trim() === '')
      throw new SchemaFault(place, 'a public field must have a doc; say what it means, in a sentence');
    refuseUntold(place, type);
  }
};
