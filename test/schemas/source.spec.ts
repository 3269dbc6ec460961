/** What is wrong in a contract is said by its file, before anything is generated from it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readTopics } from '../../schemas/source.ts';
import { contractModule } from '../../schemas/typescript.ts';

const topic = { kind: 'events', doc: 'Cups.', key: 'cupId', partitions: 2, retentionDays: null };
const record = (fields: readonly object[] = [], extra: object = {}) => ({
  type: 'record',
  name: 'CupFilled',
  namespace: 'bar.cup',
  fields: [{ name: 'cupId', type: 'string' }, ...fields],
  ...extra,
});
const good = { 'topic.json': topic, 'CupFilled.v1.avsc': record() };

/** The topics of a folder `bar/cup` with these files; text as it is, all else as JSON. */
const topicsOf = (files: { readonly [name: string]: object | string }) => {
  const root = mkdtempSync(join(tmpdir(), 'schemas-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, 'bar', 'cup', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  }
  return readTopics(root);
};

it('reads a topic with its schemas, the newest version last', () => {
  const fields = [{ name: 'size', type: ['null', 'int'], default: null }];
  const [read] = topicsOf({ ...good, 'CupFilled.v10.avsc': record(fields), 'CupFilled.v2.avsc': record() });
  expect(read).toMatchObject({ topic: 'bar.cup', key: 'cupId', partitions: 2 });
  expect(read?.schemas.map(({ type, version }) => `${type} ${version}`)).toEqual([
    'CupFilled 1',
    'CupFilled 2',
    'CupFilled 10',
  ]);
});

it.each<[string, { readonly [name: string]: object | string }, RegExp]>([
  [
    'no topic.json',
    { 'CupFilled.v1.avsc': record() },
    /^schemas\/bar\/cup\/topic\.json is not readable.*ENOENT/,
  ],
  [
    'an .avsc that is not JSON',
    { ...good, 'CupFilled.v1.avsc': '{' },
    /CupFilled\.v1\.avsc is not readable as JSON/,
  ],
  [
    'a topic without partitions',
    { ...good, 'topic.json': { ...topic, partitions: 0 } },
    /topic\.json: partitions:/,
  ],
  [
    'a kind that there is not',
    { ...good, 'topic.json': { ...topic, kind: 'queries' } },
    /topic\.json: kind:/,
  ],
  [
    'a word that nobody reads',
    { ...good, 'topic.json': { ...topic, retention: 1 } },
    /topic\.json:.*retention/,
  ],
  [
    'another name than its file',
    { ...good, 'CupFilled.v1.avsc': record([], { name: 'CupSpilt' }) },
    /expected a record named as its file/,
  ],
  [
    'another namespace',
    { ...good, 'CupFilled.v1.avsc': record([], { namespace: 'bar' }) },
    /in the namespace bar\.cup/,
  ],
  [
    'a file without a version',
    { ...good, 'CupFilled.avsc': record() },
    /CupFilled\.avsc: expected .*<Type>\.v<N>\.avsc/,
  ],
  [
    'something else than a record',
    { ...good, 'CupFilled.v1.avsc': record([], { type: 'enum' }) },
    /expected a record/,
  ],
  [
    'no key',
    { ...good, 'topic.json': { ...topic, key: 'barId' } },
    /CupFilled\.v1\.avsc: expected a field barId of type string/,
  ],
  [
    'a key that is no text',
    {
      ...good,
      'topic.json': { ...topic, key: 'size' },
      'CupFilled.v1.avsc': record([{ name: 'size', type: 'int' }]),
    },
    /expected a field size of type string/,
  ],
])('refuses %s', (_what, files, message) => {
  expect(() => topicsOf(files)).toThrow(message);
});

it('refuses to generate two different records of one name', () => {
  const size = (type: string) => ({ type: 'record', name: 'Size', fields: [{ name: 'value', type }] });
  const [read] = topicsOf({
    ...good,
    'CupFilled.v1.avsc': record([
      { name: 'before', type: size('int') },
      { name: 'after', type: size('string') },
    ]),
  });
  if (read === undefined) throw new Error('there is a topic');
  expect(() => contractModule(read)).toThrow(/Size is defined twice, differently/);
});
