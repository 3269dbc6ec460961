/** FULL_TRANSITIVE: every version of a message reads every other. */
import type { SchemaFile, TopicSource } from '../source.ts';
import { parseSchema } from './parse.ts';
import { type Unreadable, unreadable } from './resolution.ts';

export interface Version {
  readonly version: number;
  /** As JSON has it. */
  readonly schema: unknown;
}

export interface Broken extends Unreadable {
  readonly reader: number;
  readonly writer: number;
}

/** @returns what is wrong between any two versions, in both directions; the newest versions last */
export const brokenPairs = (versions: readonly Version[]): readonly Broken[] => {
  const parsed = versions.map(({ version, schema }) => ({ version, definition: parseSchema(schema) }));
  return parsed.flatMap((later, index) =>
    parsed.slice(0, index).flatMap((earlier) => [...directed(later, earlier), ...directed(earlier, later)]),
  );
};

interface Parsed {
  readonly version: number;
  readonly definition: ReturnType<typeof parseSchema>;
}

const directed = (reader: Parsed, writer: Parsed): readonly Broken[] =>
  unreadable(reader.definition, writer.definition).map((fault) => ({
    ...fault,
    reader: reader.version,
    writer: writer.version,
  }));

/** The versions of each message of a topic, in order. */
export const messagesOf = ({ schemas }: TopicSource): ReadonlyMap<string, readonly SchemaFile[]> =>
  Map.groupBy(schemas, ({ type }) => type);

/** @returns a line for each fault: file, field, who cannot read whom, rule and fix */
export const incompatible = (topic: TopicSource): readonly string[] =>
  [...messagesOf(topic)].flatMap(([type, versions]) =>
    brokenPairs(versions).map((broken) => inALine(topic, type, broken)),
  );

const inALine = (
  { folder }: TopicSource,
  type: string,
  { path, reader, writer, rule, fix }: Broken,
): string => {
  const file = `schemas/${folder}/${type}.v${Math.max(reader, writer)}.avsc`;
  const place = path === '' ? 'the record' : `field ${path}`;
  return `${file}: ${place}: v${reader} cannot read what v${writer} writes: ${rule}; ${fix}`;
};
