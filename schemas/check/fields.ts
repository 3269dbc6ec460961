/** The fields of a message, nested ones too, each in words. */
import { parseSchema } from './parse.ts';
import { fieldPath } from './place.ts';
import { type Field, inWords, type Schema } from './schema.ts';

/** By path, such as `lines.sku`: its type, default, aliases and symbols in words. */
export const fieldsOf = (schema: unknown): ReadonlyMap<string, string> => {
  return new Map(within('', parseSchema(schema).schema));
};

const within = (path: string, schema: Schema): readonly (readonly [string, string])[] => {
  if (schema.kind === 'union') return schema.branches.flatMap((branch) => within(path, branch));
  if ('items' in schema) return within(path, schema.items);
  if (schema.kind !== 'record') return [];
  return schema.fields.flatMap((field) => {
    const at = fieldPath(path, field.name);
    return [[at, fieldInWords(field)] as const, ...within(at, field.schema)];
  });
};

const fieldInWords = ({ schema, aliases, default: given }: Field): string =>
  [
    detailed(schema),
    ...(given === undefined ? [] : [`default ${JSON.stringify(given.value)}`]),
    ...(aliases.length === 0 ? [] : [`once ${aliases.join(', ')}`]),
  ].join(', ');

const detailed = (schema: Schema): string => {
  if (schema.kind === 'enum') {
    const otherwise = schema.default === undefined ? '' : `, otherwise ${schema.default}`;
    return `${inWords(schema)} (${schema.symbols.join(', ')}${otherwise})`;
  }
  if (schema.kind === 'fixed') return `${inWords(schema)} of ${schema.size} bytes`;
  if (schema.kind === 'union') return `union of ${schema.branches.map(detailed).join(' and ')}`;
  return 'items' in schema ? `${schema.kind} of ${detailed(schema.items)}` : inWords(schema);
};
