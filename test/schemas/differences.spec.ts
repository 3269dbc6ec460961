/** Reviewers are told in words what changed, and editors which file comes next. */
import { expect, it } from 'vitest';
import { differences } from '../../schemas/check/differences.ts';
import { nextVersion } from '../../schemas/check/newest.ts';
import { topicOf } from './topic-of.ts';

const text = (fields: readonly object[]): string => JSON.stringify(topicOf([fields]).schemas[0]?.schema);
const path = (version: number): string => `bar/cup/CupFilled.v${version}.avsc`;
const note = { name: 'note', type: ['null', 'string'], default: null };
const size = { name: 'size', type: 'int', doc: 'How big.' };
const before = new Map([[path(1), text([size])]]);

it('says nothing of what is the same', () => {
  expect(differences(before, new Map(before))).toEqual([]);
});

it('compares a new version with the one before it', () => {
  expect(
    differences(before, new Map([...before, [path(2), text([{ ...size, type: 'long' }, note])]])),
  ).toEqual([
    '+ bar/cup/CupFilled v2: a new version, compared with v1',
    '  ~ field size: int, now long',
    '  + field note: union of null and string, default null',
  ]);
});

it('looks into optional records', () => {
  const line = { type: 'record', name: 'Line', fields: [{ name: 'sku', type: 'string' }] };
  const optional = text([{ name: 'line', type: ['null', line], default: null }]);
  expect(differences(new Map(), new Map([[path(1), optional]]))).toContain('  + field line.sku: string');
});

it('tells a new message with its fields, and one that is gone', () => {
  expect(differences(new Map(), before)).toEqual([
    '+ bar/cup/CupFilled v1: a new message',
    '  + field cupId: string',
    '  + field size: int',
  ]);
  expect(differences(before, new Map())).toEqual(['- bar/cup/CupFilled v1: removed']);
});

it('tells an edit, of docs too, and a field that is gone', () => {
  expect(differences(before, new Map([[path(1), text([])]]))).toEqual([
    '~ bar/cup/CupFilled v1: edited',
    '  - field size: int',
  ]);
  expect(differences(before, new Map([[path(1), text([{ ...size, doc: 'How tall.' }])]]))).toEqual([
    '~ bar/cup/CupFilled v1: edited',
    '    no field changed: only docs, names or their order',
  ]);
});

it('tells what changed in a topic’s own settings', () => {
  const settings = { kind: 'events', partitions: 6, retentionDays: null };
  const topic = (changes: object) =>
    new Map([['bar/cup/topic.json', JSON.stringify({ ...settings, ...changes })]]);
  expect(differences(topic({}), topic({}))).toEqual([]);
  expect(differences(topic({}), topic({ partitions: 12, retentionDays: 14 }))).toEqual([
    '~ bar/cup: partitions was 6, is 12',
    '~ bar/cup: retentionDays was null, is 14',
  ]);
  expect(differences(new Map(), topic({}))).toEqual(['+ bar/cup: a new topic']);
  expect(differences(topic({}), new Map())).toEqual(['- bar/cup: the topic is removed']);
});

it('puts version 10 after version 9, and takes the newest for the next', () => {
  const versions = Array.from({ length: 10 }, () => []);
  expect(nextVersion([topicOf(versions)], 'bar', 'CupFilled')).toEqual({ from: path(10), to: path(11) });
  const all = new Map(versions.map((fields, index) => [path(index + 1), text(fields)]));
  expect(differences(all, new Map([...all, [path(11), text([])]]))[0]).toContain('compared with v10');
});

it.each([
  ['shop', 'CupFilled', 'shop CupFilled: expected a context and a message of it; there are bar CupFilled'],
  ['bar', 'CupSpilt', 'bar CupSpilt: expected a context and a message of it; there are bar CupFilled'],
  [undefined, undefined, 'no context no message: expected a context and a message of it'],
])('knows no message %s %s, and says which there are', (context, type, message) => {
  expect(() => nextVersion([topicOf([[]])], context, type)).toThrow(message);
});
