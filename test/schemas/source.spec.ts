/** What is wrong in a contract is said by its file, before anything is generated from it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readTopics } from '../../schemas/source.ts';
import { contractModule } from '../../schemas/typescript.ts';

const topic = {
  kind: 'events',
  doc: 'Cups.',
  key: 'cupId',
  partitions: 2,
  retentionDays: null,
  cleanup: 'delete',
};
const record = (fields: readonly object[] = [], extra: object = {}) => ({
  type: 'record',
  name: 'CupFilled',
  namespace: 'bar.cup',
  fields: [{ name: 'cupId', type: 'string', doc: 'The cup.' }, ...fields],
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
  const fields = [{ name: 'size', type: ['null', 'int'], default: null, doc: 'How big.' }];
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
      'CupFilled.v1.avsc': record([{ name: 'size', type: 'int', doc: 'How big.' }]),
    },
    /expected a field size of type string/,
  ],
])('refuses %s', (_what, files, message) => {
  expect(() => topicsOf(files)).toThrow(message);
});

const sized = (type: unknown, extra: object = {}) => ({
  ...good,
  'CupFilled.v1.avsc': record([{ name: 'size', type, doc: 'How big.', ...extra }]),
});
const nested = (fields: readonly object[]) => ({ type: 'record', name: 'Size', fields });

it.each<[string, { readonly [name: string]: object | string }, string]>([
  ['a field without a doc', sized('int', { doc: undefined }), 'field size: a public field must have a doc'],
  ['a doc that says nothing', sized('int', { doc: ' ' }), 'field size: a public field must have a doc'],
  [
    'a nested field without a doc',
    sized({ type: 'array', items: ['null', nested([{ name: 'value', type: 'int' }])] }),
    'field size.value: a public field must have a doc',
  ],
  ['a type that there is not', sized('number'), 'field size: number is no Avro type'],
  ['a name before it is defined', sized('bar.cup.Size'), 'field size: bar.cup.Size is no Avro type'],
  ['no type', sized(undefined), 'field size: expected an Avro type, found undefined'],
  ['an array of nothing', sized({ type: 'array' }), 'field size: expected an Avro type, found undefined'],
  ['a union in a union', sized(['null', ['int']]), 'field size: a union must not hold a union'],
  ['a type twice in a union', sized(['int', 'int']), 'field size: a union must hold at least one type'],
  ['an empty union', sized([]), 'field size: a union must hold at least one type'],
  ['a default of another type', sized('int', { default: '1' }), 'field size: the default "1" must be'],
  [
    'a default beyond an int',
    sized('int', { default: 2 ** 31 }),
    'field size: the default 2147483648 must be',
  ],
  [
    'a default of the second type of a union',
    sized(['null', 'int'], { default: 1 }),
    'field size: the default 1 must be of',
  ],
  ['an enum without symbols', sized({ type: 'enum', name: 'Size' }), 'field size: an enum must have symbols'],
  [
    'an enum whose default is no symbol',
    sized({ type: 'enum', name: 'Size', symbols: ['S'], default: 'M' }),
    'field size: the enum\'s default "M" must be one of its symbols',
  ],
  ['a fixed of no size', sized({ type: 'fixed', name: 'Size' }), 'field size: a fixed must have a size'],
  [
    'a name that is none',
    sized({ type: 'fixed', name: 'a-b', size: 1 }),
    'field size: expected a name of letters',
  ],
  [
    'a record without fields',
    sized({ type: 'record', name: 'Size' }),
    'field size: a record must have a list',
  ],
  [
    'aliases that are no list',
    sized('int', { aliases: 'volume' }),
    'field size: expected aliases to be a list of names',
  ],
  [
    'two fields of one name',
    { ...good, 'CupFilled.v1.avsc': record([{ name: 'cupId', type: 'string', doc: 'Again.' }]) },
    'field cupId: a field must have a name of its own',
  ],
  [
    'a name that is defined twice',
    sized(nested([{ name: 'inner', type: nested([]), doc: 'More.' }])),
    'field size.inner: bar.cup.Size is defined twice',
  ],
])('refuses %s in one line that names file, place and rule', (_what, files, message) => {
  const said = messageOf(() => topicsOf(files));
  expect(said).toContain(`schemas/bar/cup/CupFilled.v1.avsc: ${message}`);
  expect(said).not.toContain('\n');
});

const messageOf = (act: () => unknown): string => {
  try {
    act();
    return 'nothing was refused';
  } catch (error) {
    return String(error);
  }
};

it('takes a record that holds itself, and names that were defined before', () => {
  const next = [
    { name: 'next', type: ['null', 'CupFilled'], default: null, doc: 'The next one.' },
    { name: 'size', type: nested([]), doc: 'How big.' },
    { name: 'again', type: ['null', 'bar.cup.Size'], default: null, doc: 'How big again.' },
  ];
  expect(topicsOf({ ...good, 'CupFilled.v1.avsc': record(next) })).toHaveLength(1);
});

it('refuses to generate two different records of one name', () => {
  const [read] = topicsOf({
    ...good,
    'CupFilled.v1.avsc': record([
      { name: 'size', type: nested([{ name: 'value', type: 'int', doc: 'In ml.' }]), doc: 'How big.' },
    ]),
    'CupSpilt.v1.avsc': record([{ name: 'size', type: nested([]), doc: 'How big.' }], { name: 'CupSpilt' }),
  });
  if (read === undefined) throw new Error('there is a topic');
  expect(() => contractModule(read)).toThrow(/Size is defined twice, differently/);
});
