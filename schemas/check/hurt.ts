/** Which consumers a new version of a message would hurt. */

import type { Consumers } from '../reads.ts';
import type { SchemaFile, TopicSource } from '../source.ts';
import { fieldsOf } from './fields.ts';
import { messagesOf } from './full.ts';

export interface Hurt {
  /** A field that a consumer reads and the newest version does not have. */
  readonly removed: readonly string[];
  /** A field that a consumer reads and that is not what it was. */
  readonly changed: readonly string[];
}

/** @returns a line for each field of a consumer, naming the file, the field and who reads it */
export const hurtBy = (topic: TopicSource, consumers: Consumers): Hurt => {
  const found = [...messagesOf(topic)].map(([type, versions]) =>
    hurtByMessage(topic, type, versions, consumers),
  );
  return {
    removed: found.flatMap(({ removed }) => removed),
    changed: found.flatMap(({ changed }) => changed),
  };
};

const hurtByMessage = (
  { folder }: TopicSource,
  type: string,
  versions: readonly SchemaFile[],
  consumers: Consumers,
): Hurt => {
  const [newest, previous = newest] = versions.toReversed();
  if (newest === undefined || previous === undefined) return { removed: [], changed: [] };
  const file = `schemas/${folder}/${type}.v${newest.version}.avsc`;
  const now = fieldsOf(newest.schema);
  const before = fieldsOf(previous.schema);
  const read = readersOf(`${newest.schema.namespace}.${type}`, consumers);
  const removed = [...read]
    .filter(([path]) => !now.has(path))
    .map(
      ([path, who]) =>
        `${file}: field ${path}: removing it hurts ${who}, which read it; let them stop first, then drop it`,
    );
  const changed = [...read]
    .filter(([path]) => now.has(path) && before.has(path) && now.get(path) !== before.get(path))
    .map(
      ([path, who]) => `${file}: field ${path}: ${before.get(path)} becomes ${now.get(path)}; ${who} read it`,
    );
  return { removed, changed };
};

/** @returns a line for each message that a consumer reads and no topic has any more */
export const missingMessages = (topics: readonly TopicSource[], consumers: Consumers): readonly string[] => {
  const known = new Set(
    topics.flatMap(({ schemas }) => schemas.map(({ schema }) => `${schema.namespace}.${schema.name}`)),
  );
  return Object.entries(consumers).flatMap(([who, reads]) =>
    Object.keys(reads)
      .filter((fullName) => !known.has(fullName))
      .map(
        (fullName) =>
          `${fullName}: ${who} reads it, and no topic has it; bring it back, or let it stop first`,
      ),
  );
};

/** By path, the names of those who read it. */
const readersOf = (fullName: string, consumers: Consumers): ReadonlyMap<string, string> => {
  const read = Object.entries(consumers).flatMap(([who, reads]) =>
    (reads[fullName] ?? []).map((path) => ({ path, who })),
  );
  const grouped = Map.groupBy(read, ({ path }) => path);
  return new Map([...grouped].map(([path, readers]) => [path, readers.map(({ who }) => who).join(' and ')]));
};
