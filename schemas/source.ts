/** Reads the contracts' source of truth: `schemas/<context>/<aggregate>/{topic.json,<Type>.v<N>.avsc}`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { sound } from './check/sound.ts';

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
  | { readonly type: 'fixed'; readonly name: string; readonly size: number }
  | { readonly type: string; readonly logicalType: string }
  | { readonly type: 'null' | 'boolean' | 'int' | 'long' | 'float' | 'double' | 'bytes' | 'string' }
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
  /** What becomes of old records: they go when their time is over, or when a newer one has their key. */
  readonly cleanup: 'delete' | 'compact';
  readonly schemas: readonly SchemaFile[];
}

export const schemaRoot = import.meta.dirname;

/** What `topic.json` says. */
const declaration = z.strictObject({
  kind: z.enum(['events', 'commands']),
  doc: z.string().min(1),
  key: z.string().min(1),
  partitions: z.int().min(1),
  retentionDays: z.int().min(1).nullable(),
  cleanup: z.enum(['delete', 'compact']),
});

/**
 * Every topic, in the order of its name.
 *
 * @param root the folder of the contexts' folders @default `schemas/`
 * @throws Error with the file's name, what was wrong in it and what was expected
 */
export const readTopics = (root: string = schemaRoot): readonly TopicSource[] =>
  foldersIn(root)
    .flatMap((context) => foldersIn(join(root, context)).map((aggregate) => `${context}/${aggregate}`))
    .map((folder) => readTopic(root, folder));

const foldersIn = (path: string): readonly string[] =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

const readTopic = (root: string, folder: string): TopicSource => {
  const declared = declaration.safeParse(readJson(root, join(folder, 'topic.json')));
  if (!declared.success) {
    const faults = declared.error.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`);
    throw new Error(`schemas/${folder}/topic.json: ${faults.join('; ')}`);
  }
  const schemas = readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.avsc'))
    .map((name) => readSchema(root, folder, name))
    .sort((a, b) => a.type.localeCompare(b.type, 'en') || a.version - b.version);
  for (const schema of schemas) refuseWithoutKey(folder, declared.data.key, schema);
  return { folder, topic: folder.replace('/', '.'), ...declared.data, schemas };
};

const readSchema = (root: string, folder: string, name: string): SchemaFile => {
  const path = join(folder, name);
  const [, type, version] = /^([A-Z]\w*)\.v([1-9]\d*)\.avsc$/.exec(name) ?? [];
  const json = readJson(root, path);
  const namespace = folder.replace('/', '.').replaceAll('-', '_');
  if (type !== undefined && sound(json, { path: `schemas/${path}`, name: type, namespace }))
    return { type, version: Number(version), schema: json };
  throw new Error(
    `schemas/${path}: expected a record named as its file, <Type>.v<N>.avsc, in the namespace ${namespace}`,
  );
};

const refuseWithoutKey = (folder: string, key: string, { type, version, schema }: SchemaFile): void => {
  if (schema.fields.find(({ name }) => name === key)?.type === 'string') return;
  throw new Error(
    `schemas/${folder}/${type}.v${version}.avsc: expected a field ${key} of type string, the topic's key`,
  );
};

const readJson = (root: string, path: string): unknown => {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8'));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`schemas/${path} is not readable as JSON: ${why}`, { cause });
  }
};
