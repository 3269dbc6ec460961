/** Reads what an Avro schema gives a name: records, enums and fixed. */
import { fits } from './default.ts';
import { logicalIn } from './logical.ts';
import { aliasesIn, fieldPath, inside, isObject, nameIn, type Place } from './place.ts';
import type { Field, Name, Named, Schema } from './schema.ts';
import { SchemaFault } from './schema-fault.ts';

type Json = Readonly<Record<string, unknown>>;
type SchemaIn = (json: unknown, at: Place) => Schema;

export const namedIn = (kind: Named['kind'], json: Json, at: Place, schemaIn: SchemaIn): Named => {
  const own = json.namespace === undefined ? at.namespace : nameIn(json.namespace, at);
  const fullName = inside(own, nameIn(json.name, at));
  const namespace = fullName.slice(0, Math.max(0, fullName.lastIndexOf('.')));
  if (at.begun.has(fullName))
    throw new SchemaFault(at.path, `${fullName} is defined twice; name it the second time`);
  at.begun.add(fullName);
  const aliases = aliasesIn(json.aliases, at).map((alias) => inside(namespace, alias));
  const named = bodyOf(kind, { fullName, aliases }, json, { ...at, namespace }, schemaIn);
  at.names.set(fullName, named);
  return named;
};

const bodyOf = (kind: Named['kind'], name: Name, json: Json, at: Place, schemaIn: SchemaIn): Named => {
  switch (kind) {
    case 'record':
      return { kind, ...name, fields: fieldsIn(json.fields, at, schemaIn) };
    case 'enum':
      return { kind, ...name, ...symbolsIn(json, at) };
    case 'fixed':
      return { kind, ...name, size: sizeIn(json.size, at), logical: logicalIn(json) };
  }
};

const fieldsIn = (json: unknown, at: Place, schemaIn: SchemaIn): readonly Field[] => {
  if (!Array.isArray(json)) throw new SchemaFault(at.path, 'a record must have a list of fields');
  const fields = json.map((field: unknown) => fieldIn(field, at, schemaIn));
  const names = fields.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return fields;
  throw new SchemaFault(
    fieldPath(at.path, twice),
    'a field must have a name of its own, and this one is taken',
  );
};

const fieldIn = (json: unknown, parent: Place, schemaIn: SchemaIn): Field => {
  if (!isObject(json)) throw new SchemaFault(parent.path, `expected a field, found ${JSON.stringify(json)}`);
  const name = nameIn(json.name, parent);
  const at = { ...parent, path: fieldPath(parent.path, name) };
  const schema = schemaIn(json.type, at);
  const doc = typeof json.doc === 'string' ? json.doc : '';
  const field = { name, aliases: aliasesIn(json.aliases, at), doc, schema };
  if (!('default' in json)) return field;
  if (fits(json.default, schema, at)) return { ...field, default: { value: json.default } };
  throw new SchemaFault(
    at.path,
    `the default ${JSON.stringify(json.default)} must be of the field's type, of the first one in a union`,
  );
};

const symbolsIn = (
  json: Json,
  at: Place,
): { readonly symbols: readonly string[]; readonly default?: string } => {
  const symbols = Array.isArray(json.symbols)
    ? json.symbols.map((symbol: unknown) => nameIn(symbol, at))
    : [];
  if (symbols.length === 0 || new Set(symbols).size !== symbols.length)
    throw new SchemaFault(at.path, 'an enum must have symbols, each of them once');
  if (json.default === undefined) return { symbols };
  const symbol = symbols.find((known) => known === json.default);
  if (symbol !== undefined) return { symbols, default: symbol };
  throw new SchemaFault(
    at.path,
    `the enum's default ${JSON.stringify(json.default)} must be one of its symbols`,
  );
};

const sizeIn = (json: unknown, at: Place): number => {
  if (typeof json === 'number' && Number.isInteger(json) && json > 0) return json;
  throw new SchemaFault(at.path, `a fixed must have a size in bytes, found ${JSON.stringify(json)}`);
};
