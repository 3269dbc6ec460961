/**
 * Whether a reader's schema can read what a writer's wrote.
 *
 * "It is an error if the two schemas do not match": https://avro.apache.org/docs/1.12.0/specification/#schema-resolution
 */
import { fieldPath } from './place.ts';
import type { EnumSchema, Reference, Schema, UnionSchema } from './schema.ts';
import { type Definition, type Field, inWords, type Named, type RecordSchema, resolved } from './schema.ts';

export interface Unreadable {
  /** Of fields, in the writer's or the reader's schema; empty for the record itself. */
  readonly path: string;
  readonly rule: string;
  readonly fix: string;
}

interface Pair {
  readonly reader: Definition;
  readonly writer: Definition;
  readonly path: string;
  /** Pairs of records that are being compared already: a record may hold itself. */
  readonly seen: Set<string>;
}

type Whole = Exclude<Schema, Reference>;

/** @returns every reason why not; none when it can */
export const unreadable = (reader: Definition, writer: Definition): readonly Unreadable[] =>
  compared(reader.schema, writer.schema, { reader, writer, path: '', seen: new Set() });

const compared = (readerSchema: Schema, writerSchema: Schema, pair: Pair): readonly Unreadable[] => {
  const reader = resolved(readerSchema, pair.reader);
  const writer = resolved(writerSchema, pair.writer);
  if (writer.kind === 'union') return writer.branches.flatMap((branch) => compared(reader, branch, pair));
  if (reader.kind === 'union') return branchCompared(reader, writer, pair);
  if (reader.kind !== writer.kind) return promoted(reader, writer, pair);
  if ('fullName' in reader && 'fullName' in writer) return namedCompared(reader, writer, pair);
  if ('items' in reader && 'items' in writer) return compared(reader.items, writer.items, pair);
  return logicalCompared(reader, writer, pair);
};

/** "The first schema in the reader's union that matches is recursively resolved": the same type before a promotion. */
const branchCompared = (reader: UnionSchema, writer: Whole, pair: Pair): readonly Unreadable[] => {
  const branches = reader.branches.map((branch) => resolved(branch, pair.reader));
  const isSame = (branch: Whole): boolean => branch.kind === writer.kind && isNamedAlike(branch, writer);
  const branch = branches.find(isSame) ?? branches.find(({ kind }) => isPromotion(writer.kind, kind));
  if (branch !== undefined) return compared(branch, writer, pair);
  const rule = `${inWords(writer)} is none of the reader's ${inWords(reader)}`;
  return [{ path: pair.path, rule, fix: 'keep the types of the union; add a field for a new one' }];
};

/** The specification's, but for bytes to string: bytes that are no UTF-8 stop a reader in the middle of a topic. */
const promotions: Readonly<Record<string, readonly string[]>> = {
  int: ['long', 'float', 'double'],
  long: ['float', 'double'],
  float: ['double'],
  string: ['bytes'],
};

const isPromotion = (from: string, to: string): boolean => promotions[from]?.includes(to) ?? false;

const promoted = (reader: Whole, writer: Whole, pair: Pair): readonly Unreadable[] => {
  if (isPromotion(writer.kind, reader.kind)) return logicalCompared(reader, writer, pair);
  const rule = `${inWords(writer)} cannot be read as ${inWords(reader)}`;
  return [{ path: pair.path, rule, fix: 'keep the type; add a field with a default for the new one' }];
};

/** Stricter than the specification, which lets a reader ignore it: the number or text would mean something else. */
const logicalCompared = (reader: Whole, writer: Whole, { path }: Pair): readonly Unreadable[] => {
  const [to, from] = [reader, writer].map((schema) => ('logical' in schema ? schema.logical : ''));
  if (to === from) return [];
  const rule = `the logical type must stay: ${inWords(writer)} would be taken for ${inWords(reader)}`;
  return [{ path, rule, fix: 'add a field with a default for the new meaning' }];
};

const isNamedAlike = (reader: Whole, writer: Whole): boolean =>
  !('fullName' in reader && 'fullName' in writer) ||
  reader.fullName === writer.fullName ||
  reader.aliases.includes(writer.fullName);

const namedCompared = (reader: Named, writer: Named, pair: Pair): readonly Unreadable[] => {
  if (!isNamedAlike(reader, writer)) {
    const rule = `the name must stay, namespace and all: ${writer.fullName} is not ${reader.fullName}`;
    return [{ path: pair.path, rule, fix: `keep the name ${writer.fullName}` }];
  }
  if (reader.kind === 'record' && writer.kind === 'record') return recordCompared(reader, writer, pair);
  if (reader.kind === 'enum' && writer.kind === 'enum') return enumCompared(reader, writer, pair);
  if (reader.kind !== 'fixed' || writer.kind !== 'fixed') return [];
  if (reader.size === writer.size) return logicalCompared(reader, writer, pair);
  const rule = `the size must stay: ${writer.size} bytes are not ${reader.size}`;
  return [{ path: pair.path, rule, fix: 'add a field of the new size with a default' }];
};

const recordCompared = (reader: RecordSchema, writer: RecordSchema, pair: Pair): readonly Unreadable[] => {
  const key = `${reader.fullName} ${writer.fullName}`;
  if (pair.seen.has(key)) return [];
  const seen = new Set([...pair.seen, key]);
  return reader.fields.flatMap((field) => fieldCompared(field, writer, { ...pair, seen }));
};

const fieldCompared = (field: Field, { fields }: RecordSchema, pair: Pair): readonly Unreadable[] => {
  const path = fieldPath(pair.path, field.name);
  const written =
    fields.find(({ name }) => name === field.name) ?? fields.find(({ name }) => field.aliases.includes(name));
  if (written !== undefined) return compared(field.schema, written.schema, { ...pair, path });
  if (field.default !== undefined) return [];
  const rule = 'the writer has no such field, and the reader has no default for it';
  return [{ path, rule, fix: 'give a new field a default, and keep a field that has none' }];
};

const enumCompared = (reader: EnumSchema, writer: EnumSchema, { path }: Pair): readonly Unreadable[] => {
  const unknown = writer.symbols.filter((symbol) => !reader.symbols.includes(symbol));
  if (unknown.length === 0 || reader.default !== undefined) return [];
  const rule = `the reader has no symbol ${unknown.join(', ')}, and its enum has no default`;
  return [{ path, rule, fix: 'keep the symbols, or use a string where they are not final' }];
};
