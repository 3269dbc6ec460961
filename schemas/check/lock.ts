/** Published versions are locked by their fingerprints: they are followed, never edited. */
import type { TopicSource } from '../source.ts';
import { fingerprint } from './fingerprint.ts';

/** By `<topic>/<Type>.v<N>`. */
export type Lock = Readonly<Record<string, string>>;

/** What the lock would be for the versions that there are. */
export const lockOf = (topics: readonly TopicSource[]): Lock =>
  Object.fromEntries(
    topics
      .flatMap(({ topic, schemas }) =>
        schemas.map(
          ({ type, version, schema }) => [`${topic}/${type}.v${version}`, fingerprint(schema)] as const,
        ),
      )
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** @returns a line for each published version that was edited or removed */
export const edited = (lock: Lock, topics: readonly TopicSource[]): readonly string[] => {
  const now = lockOf(topics);
  return Object.entries(lock)
    .filter(([name, print]) => now[name] !== print)
    .map(([name]) => {
      const file = fileOf(name);
      return now[name] === undefined
        ? `${file}: published and no longer there; a published version stays for those who read old records: bring it back`
        : `${file}: published and edited since; only doc texts may be: undo the edit and make it a new version`;
    });
};

/** @returns a line for each version that is not in the lock */
export const unpublished = (lock: Lock, topics: readonly TopicSource[]): readonly string[] =>
  Object.keys(lockOf(topics))
    .filter((name) => !Object.hasOwn(lock, name))
    .map(
      (name) =>
        `${fileOf(name)}: not published yet; when it is final, run \`npm run schema:check -- --publish\``,
    );

/** `inventory.stock-item.commands/ReserveStock.v1` stands in `schemas/inventory/stock-item.commands/`. */
const fileOf = (name: string): string => `schemas/${name.replace('.', '/')}.avsc`;
