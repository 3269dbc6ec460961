/** Whether a default is a value of its field's type. */
import { isObject, type Place } from './place.ts';
import { type RecordSchema, resolved, type Schema } from './schema.ts';

/**
 * By the specification's table of defaults; of a union's types the first one counts, which every reader agrees on.
 *
 * https://avro.apache.org/docs/1.12.0/specification/#schema-record
 */
export const fits = (value: unknown, reference: Schema, at: Pick<Place, 'names'>): boolean => {
  const schema = resolved(reference, at);
  switch (schema.kind) {
    case 'null':
      return value === null;
    case 'boolean':
      return typeof value === 'boolean';
    case 'int':
      return Number.isInteger(value) && Number(value) === (Number(value) | 0);
    case 'long':
      return Number.isSafeInteger(value);
    case 'float':
    case 'double':
      return typeof value === 'number';
    case 'bytes':
    case 'string':
      return typeof value === 'string';
    case 'enum':
      return schema.symbols.some((symbol) => symbol === value);
    case 'fixed':
      return typeof value === 'string' && value.length === schema.size;
    case 'array':
      return Array.isArray(value) && value.every((item) => fits(item, schema.items, at));
    case 'map':
      return isObject(value) && Object.values(value).every((item) => fits(item, schema.items, at));
    case 'record':
      return isObject(value) && fitsRecord(value, schema, at);
    case 'union':
      return schema.branches.slice(0, 1).some((branch) => fits(value, branch, at));
  }
};

const fitsRecord = (
  value: Readonly<Record<string, unknown>>,
  { fields }: RecordSchema,
  at: Pick<Place, 'names'>,
): boolean =>
  fields.every((field) =>
    field.name in value ? fits(value[field.name], field.schema, at) : field.default !== undefined,
  );
