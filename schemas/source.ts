/** Reads the contracts' source of truth: `schemas/<context>/<aggregate>/{topic.json,<Type>.v<N>.avsc}`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface AvroField {
  readonly name: string;
  readonly doc?: string;
  readonly type: AvroType;
}
export interface AvroRecord {
  readonly type: 'record';
  readonly name: string;
  readonly namespace?: string;
  readonly doc?: string;
  readonly fields: readonly AvroField[];
}
export type AvroType =
  | string
  | AvroRecord
  | { readonly type: 'array'; readonly items: AvroType }
  | { readonly type: 'map'; readonly values: AvroType }
  | { readonly type: 'enum'; readonly name: string; readonly symbols: readonly string[] }
  | { readonly type: string; readonly logicalType: string }
  | readonly AvroType[];

export interface SchemaFile {
  readonly type: string;
  readonly version: number;
  readonly schema: AvroRecord;
}

export interface TopicSource {
  /** Relative to `schemas/`: `<context>/<aggregate>`. */
  readonly folder: string;
  readonly topic: string;
  readonly kind: 'events' | 'commands';
  readonly doc: string;
  /** The field of every message that holds the aggregate's id, which is the record's key. */
  readonly key: string;
  readonly partitions: number;
  readonly retentionDays: number | null;
  readonly schemas: readonly SchemaFile[];
}

export const schemaRoot = import.meta.dirname;

/** Every topic, in the order of its name. Throws with the file's name when one is not as it should be. */
export const readTopics = (): readonly TopicSource[] =>
  foldersIn(schemaRoot)
    .flatMap((context) => foldersIn(join(schemaRoot, context)).map((aggregate) => `${context}/${aggregate}`))
    .map(readTopic);

const foldersIn = (path: string): readonly string[] =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

const readTopic = (folder: string): TopicSource => {
  const declared = readJson(join(folder, 'topic.json')) as Omit<TopicSource, 'folder' | 'topic' | 'schemas'>;
  const schemas = readdirSync(join(schemaRoot, folder))
    .filter((name) => name.endsWith('.avsc'))
    .map((name) => readSchema(folder, name))
    .sort((a, b) => a.type.localeCompare(b.type, 'en') || a.version - b.version);
  return { folder, topic: folder.replace('/', '.'), ...declared, schemas };
};

const readSchema = (folder: string, name: string): SchemaFile => {
  const [, type, version] = /^([A-Z]\w*)\.v(\d+)\.avsc$/.exec(name) ?? [];
  const schema = readJson(join(folder, name)) as AvroRecord;
  const namespace = folder.replace('/', '.').replaceAll('-', '_');
  if (
    type === undefined ||
    schema.type !== 'record' ||
    schema.name !== type ||
    schema.namespace !== namespace
  ) {
    throw new Error(
      `schemas/${folder}/${name}: expected a record named as its file, <Type>.v<N>.avsc, in the namespace ${namespace}`,
    );
  }
  return { type, version: Number(version), schema };
};

const readJson = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(join(schemaRoot, path), 'utf8'));
  } catch (cause) {
    throw new Error(`schemas/${path} is not readable as JSON`, { cause });
  }
};
