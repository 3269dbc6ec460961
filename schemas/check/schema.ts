/** Avro schemas as the check sees them: every name full, every field with what it says. */
export type Schema = Primitive | RecordSchema | EnumSchema | FixedSchema | Items | UnionSchema | Reference;

export const primitiveKinds = [
  'null',
  'boolean',
  'int',
  'long',
  'float',
  'double',
  'bytes',
  'string',
] as const;

export interface Primitive {
  readonly kind: (typeof primitiveKinds)[number];
  readonly logical: string;
}
export interface RecordSchema extends Name {
  readonly kind: 'record';
  readonly fields: readonly Field[];
}
export interface EnumSchema extends Name {
  readonly kind: 'enum';
  readonly symbols: readonly string[];
  readonly default?: string;
}
export interface FixedSchema extends Name {
  readonly kind: 'fixed';
  readonly size: number;
  readonly logical: string;
}
export interface Items {
  readonly kind: 'array' | 'map';
  readonly items: Schema;
}
export interface UnionSchema {
  readonly kind: 'union';
  readonly branches: readonly Schema[];
}
/** A name that is defined elsewhere in the same schema, perhaps around it. */
export interface Reference {
  readonly kind: 'reference';
  readonly fullName: string;
}
export interface Field {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly doc: string;
  readonly schema: Schema;
  /** Absent when the field has no default, which `null` is not. */
  readonly default?: { readonly value: unknown };
}
export interface Name {
  readonly fullName: string;
  readonly aliases: readonly string[];
}

/** A whole schema, with the names that it defines. */
export interface Definition {
  readonly schema: Schema;
  readonly names: ReadonlyMap<string, Named>;
}
export type Named = RecordSchema | EnumSchema | FixedSchema;

/** The schema itself, or the one that a reference means. */
export const resolved = (
  schema: Schema,
  { names }: Pick<Definition, 'names'>,
): Exclude<Schema, Reference> => {
  if (schema.kind !== 'reference') return schema;
  const named = names.get(schema.fullName);
  if (named === undefined) throw new Error(`${schema.fullName} is not defined; define it before it is named`);
  return named;
};

/** In words, such as `union of null and array of ordering.order.OrderLine`. */
export const inWords = (schema: Schema): string => {
  if (schema.kind === 'union') return `union of ${schema.branches.map(inWords).join(' and ')}`;
  if ('items' in schema) return `${schema.kind} of ${inWords(schema.items)}`;
  if (schema.kind === 'reference') return schema.fullName;
  if ('fullName' in schema) return `${schema.kind} ${schema.fullName}`;
  return schema.logical === '' ? schema.kind : `${schema.kind} as ${schema.logical}`;
};
