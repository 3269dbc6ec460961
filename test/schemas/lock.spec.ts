/** A published version is followed by another, never edited. */
import { expect, it } from 'vitest';
import { fingerprint } from '../../schemas/check/fingerprint.ts';
import { edited, lockOf, unpublished } from '../../schemas/check/lock.ts';
import { file, topicOf } from './topic-of.ts';

const size = { name: 'size', type: 'int', doc: 'How big.', default: 1, aliases: ['volume'] };
const lock = lockOf([topicOf([[size]])]);

it('maps versions by topic and type to SHA-256', () => {
  expect(Object.keys(lock)).toEqual(['bar.cup/CupFilled.v1']);
  expect(lock['bar.cup/CupFilled.v1']).toMatch(/^[0-9a-f]{64}$/);
});

it.each<[string, readonly object[]]>([
  ['its doc', [{ ...size, doc: 'How tall.' }]],
  ['the order of its attributes', [Object.fromEntries(Object.entries(size).reverse())]],
])('lets anybody edit %s', (_what, fields) => {
  expect(edited(lock, [topicOf([fields])])).toEqual([]);
});

it.each<[string, readonly object[]]>([
  ['a default', [{ ...size, default: 2 }]],
  ['an alias', [{ ...size, aliases: [] }]],
  ['a type', [{ ...size, type: 'long' }]],
  ['a logical type', [{ ...size, type: { type: 'int', logicalType: 'date' } }]],
  ['the order of its fields', [{ name: 'first', type: 'int', default: 1 }, size]],
  ['a field called doc', [size, { name: 'doc', type: 'int', default: 1 }]],
])('refuses an edit of %s', (_what, fields) => {
  expect(edited(lock, [topicOf([fields])])).toEqual([
    `${file(1)}: published and edited since; only doc texts may be: undo the edit and make it a new version`,
  ]);
});

it('refuses to lose a version', () => {
  expect(edited(lock, [])).toEqual([
    `${file(1)}: published and no longer there; a published version stays for those who read old records: bring it back`,
  ]);
});

it('says which version is not published, and by which command it will be', () => {
  const topics = [topicOf([[size], [size]])];
  expect(edited(lock, topics)).toEqual([]);
  expect(unpublished(lock, topics)).toEqual([
    `${file(2)}: not published yet; when it is final, run \`npm run schema:check -- --publish\``,
  ]);
});

it('keeps a default whose own words are a doc', () => {
  const withDefault = (doc: string) => ({ fields: [{ name: 'page', default: { doc } }] });
  expect(fingerprint(withDefault('a'))).not.toBe(fingerprint(withDefault('b')));
});
