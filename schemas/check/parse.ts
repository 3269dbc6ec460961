/** Reads an Avro schema by the specification, and refuses what is none. */
import { logicalIn } from './logical.ts';
import { namedIn } from './parse-named.ts';
import { type Place as At, inside, isObject, nameIn } from './place.ts';
import { type Definition, type Primitive, primitiveKinds, type Schema } from './schema.ts';
import { SchemaFault } from './schema-fault.ts';

/**
 * @param namespace that names without one belong to @default none
 * @throws SchemaFault with the place and the rule of the first fault
 */
export const parseSchema = (json: unknown, namespace = ''): Definition => {
  const at: At = { path: '', namespace, names: new Map(), begun: new Set() };
  return { schema: schemaIn(json, at), names: at.names };
};

export const schemaIn = (json: unknown, at: At): Schema => {
  if (typeof json === 'string') return primitiveIn(json, '') ?? referenceIn(json, at);
  if (Array.isArray(json)) return unionIn(json, at);
  if (isObject(json)) return compositeIn(json, at);
  throw new SchemaFault(at.path, `expected an Avro type, found ${JSON.stringify(json)}`);
};

const compositeIn = (json: Readonly<Record<string, unknown>>, at: At): Schema => {
  const { type } = json;
  if (type === 'array') return { kind: 'array', items: schemaIn(json.items, at) };
  if (type === 'map') return { kind: 'map', items: schemaIn(json.values, at) };
  if (type === 'record' || type === 'enum' || type === 'fixed') return namedIn(type, json, at, schemaIn);
  if (typeof type === 'string') return primitiveIn(type, logicalIn(json)) ?? referenceIn(type, at);
  return schemaIn(type, at);
};

const primitiveIn = (type: string, logical: string): Primitive | undefined => {
  const kind = primitiveKinds.find((name) => name === type);
  return kind === undefined ? undefined : { kind, logical };
};

const referenceIn = (name: string, at: At): Schema => {
  const fullName = inside(at.namespace, nameIn(name, at));
  if (at.begun.has(fullName)) return { kind: 'reference', fullName };
  throw new SchemaFault(at.path, `${name} is no Avro type, and no name that was defined before`);
};

const unionIn = (json: readonly unknown[], at: At): Schema => {
  const branches = json.map((branch) => schemaIn(branch, at));
  const told = branches.map((branch) => ('fullName' in branch ? branch.fullName : branch.kind));
  if (told.includes('union')) throw new SchemaFault(at.path, 'a union must not hold a union; list its types');
  if (told.length > 0 && new Set(told).size === told.length) return { kind: 'union', branches };
  throw new SchemaFault(at.path, 'a union must hold at least one type, and each type once');
};
