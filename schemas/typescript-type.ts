/** How an Avro type is written in TypeScript, as avsc reads and writes it. */
import type { AvroRecord, AvroType } from './source.ts';

/** Names of types in `contract.ts` that say which range a number or text has. */
const primitives: Readonly<Record<string, string>> = {
  null: 'null',
  boolean: 'boolean',
  int: 'Int',
  long: 'Long',
  float: 'number',
  double: 'number',
  bytes: 'Buffer',
  string: 'string',
};

const logicalTypes: Readonly<Record<string, string>> = {
  'long timestamp-millis': 'TimestampMillis',
  'int date': 'EpochDay',
  'string uuid': 'Uuid',
};

/** The names that a module has to import from `contract.ts`. */
export const rangeTypes: readonly string[] = ['EpochDay', 'Int', 'Long', 'TimestampMillis', 'Uuid'];

/** Where a type stands. */
export interface Place {
  /** That names without one belong to. */
  readonly namespace: string;
  /** Takes a record that is defined in place. */
  readonly define: (record: AvroRecord) => void;
}

/** @throws Error for what has no type here that holds its range: it says what to use */
export const typescriptType = (type: AvroType, place: Place): string => {
  if (typeof type === 'string') return primitives[type] ?? type.slice(type.lastIndexOf('.') + 1);
  if (isUnion(type)) return unionOf(type, place);
  if ('logicalType' in type) return logicalTypeOf(type);
  if ('fields' in type) {
    place.define(type);
    return type.name;
  }
  if ('items' in type) return `readonly ${grouped(typescriptType(type.items, place))}[]`;
  if ('values' in type) return `{ readonly [key: string]: ${typescriptType(type.values, place)} }`;
  if ('symbols' in type) return type.symbols.map((symbol) => `'${symbol}'`).join(' | ');
  return 'size' in type ? 'Buffer' : typescriptType(type.type, place);
};

export const isUnion = (type: AvroType): type is readonly AvroType[] => Array.isArray(type);

const grouped = (text: string): string => (text.includes(' ') ? `(${text})` : text);

const logicalTypeOf = ({ type, logicalType }: { type: string; logicalType: string }): string => {
  const name = logicalTypes[`${type} ${logicalType}`];
  if (name !== undefined) return name;
  const known = Object.keys(logicalTypes).join(', ');
  throw new Error(
    `${type} ${logicalType} has no type here that holds its range; expected one of ${known}, or ${type} alone`,
  );
};

/** A branch that cannot be told from its value is named around it, as avsc has it: `{ 'bar.cup.Card': { ... } }`. */
const unionOf = (branches: readonly AvroType[], place: Place): string => {
  const kinds = branches.map(kindOf);
  const isTold = new Set(kinds).size === kinds.length;
  return branches
    .map((branch) => {
      const text = typescriptType(branch, place);
      if (branch === 'null') return text;
      return isTold ? grouped(text) : `{ readonly '${nameOf(branch, place)}': ${text} }`;
    })
    .join(' | ');
};

const kinds: Readonly<Record<string, string>> = {
  int: 'number',
  long: 'number',
  float: 'number',
  double: 'number',
  enum: 'string',
  fixed: 'bytes',
};

/** Kinds of values, in JavaScript: what is none of the others is a record or a map. */
const kindOf = (branch: AvroType): string => {
  const name = typeof branch === 'string' ? branch : 'type' in branch ? String(branch.type) : '';
  return kinds[name] ?? (['null', 'boolean', 'string', 'bytes', 'array'].includes(name) ? name : 'object');
};

const nameOf = (branch: AvroType, { namespace }: Place): string => {
  if (typeof branch === 'string')
    return primitives[branch] === undefined ? inside(namespace, branch) : branch;
  const { name, type, ...named } = branch as { name?: string; namespace?: string; type: string };
  return name === undefined ? type : inside(named.namespace ?? namespace, name);
};

const inside = (namespace: string, name: string): string =>
  name.includes('.') ? name : `${namespace}.${name}`;
