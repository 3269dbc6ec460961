/** The public fields of a message, nested ones by their path. */
import type { AvroRecord, AvroType } from '../../schemas/source.ts';

export interface Field {
  /** Such as `lines[].sku`. */
  readonly path: string;
  readonly type: string;
  readonly doc: string;
}

/**
 * @param file where the schema stands, for errors
 * @throws Error naming file, field and rule when a field lacks `doc`
 */
export const fieldsOf = (file: string, record: AvroRecord, prefix = ''): readonly Field[] =>
  record.fields.flatMap(({ name, type, doc = '' }) => {
    const path = `${prefix}${name}`;
    if (doc.trim() === '') {
      throw new Error(`${file}: ${path} lacks doc; every public field says what it means, so write "doc"`);
    }
    return [{ path, type: nameOf(type), doc }, ...nestedOf(file, type, path)];
  });

const nestedOf = (file: string, type: AvroType, path: string): readonly Field[] => {
  if (typeof type === 'string') return [];
  if (isUnion(type)) return type.flatMap((each) => nestedOf(file, each, path));
  if ('fields' in type) return fieldsOf(file, type, `${path}.`);
  if ('items' in type) return nestedOf(file, type.items, `${path}[]`);
  return 'values' in type ? nestedOf(file, type.values, `${path}{}`) : [];
};

export const nameOf = (type: AvroType): string => {
  if (typeof type === 'string') return type;
  if (isUnion(type)) return type.map(nameOf).join(' or ');
  if ('items' in type) return `list of ${nameOf(type.items)}`;
  if ('values' in type) return `map of ${nameOf(type.values)}`;
  if ('symbols' in type) return `${type.name}: ${type.symbols.join(', ')}`;
  if ('logicalType' in type) return `${type.type} (${type.logicalType})`;
  return 'name' in type ? type.name : type.type;
};

const isUnion = (type: AvroType): type is readonly AvroType[] => Array.isArray(type);
