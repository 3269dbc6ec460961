/** Finds the message that somebody means, among all contexts. */
import type { SchemaFile, TopicSource } from '../source.ts';

export interface NextVersion {
  /** The names of the files, from `schemas/`. */
  readonly from: string;
  readonly to: string;
}

/** @throws Error with the messages that there are */
export const nextVersion = (
  topics: readonly TopicSource[],
  context: string | undefined,
  type: string | undefined,
): NextVersion => {
  const own = topics.filter(({ folder }) => folder.startsWith(`${context}/`));
  const found = own
    .flatMap(({ folder, schemas }) => schemas.map((schema) => ({ folder, schema })))
    .findLast(({ schema }) => schema.type === type);
  if (found !== undefined) return following(found.folder, found.schema);
  const known = (own.length > 0 ? own : topics).flatMap(({ folder, schemas }) =>
    schemas.map((schema) => `${folder.split('/')[0]} ${schema.type}`),
  );
  throw new Error(
    `${context ?? 'no context'} ${type ?? 'no message'}: expected a context and a message of it; there are ${[...new Set(known)].join(', ')}`,
  );
};

const following = (folder: string, newest: SchemaFile): NextVersion => ({
  from: `${folder}/${newest.type}.v${newest.version}.avsc`,
  to: `${folder}/${newest.type}.v${newest.version + 1}.avsc`,
});
