/** What a published version is known by. */
import { createHash } from 'node:crypto';
import { isObject } from './place.ts';

/**
 * SHA-256 of a schema with its `doc` texts left out and its attributes in the order of their names.
 *
 * The Parsing Canonical Form would leave out defaults, aliases and logical types too, and an edit of these changes what a
 * reader sees; only `doc` may be edited, since it is for people.
 */
export const fingerprint = (schema: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(withoutDoc(schema)))
    .digest('hex');

const withoutDoc = (json: unknown): unknown => {
  if (Array.isArray(json)) return json.map(withoutDoc);
  if (!isObject(json)) return json;
  const kept = Object.entries(json).filter(([name, value]) => !(name === 'doc' && typeof value === 'string'));
  return Object.fromEntries(
    kept
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [name, name === 'default' ? value : withoutDoc(value)]),
  );
};
