/** Records that hold records, and what they are called, as changes to be judged. */
import { type Change, record, stricter } from './change.ts';

const required = { name: 'note', type: 'string' };
const counted = { name: 'count', type: 'int', default: 0 };
const namespaces =
  'Others match records by their last name; a namespace is part of our ce_type and of the subject.';
const line = (fields: readonly object[], extra: object = {}) => ({
  type: 'record',
  name: 'Line',
  fields: [{ name: 'sku', type: 'string' }, ...fields],
  ...extra,
});
const holding = (type: unknown) => record([{ name: 'line', type }]);
const list = (items: unknown) => ({ type: 'array', items });
const map = (values: unknown) => ({ type: 'map', values });
const tree = (fields: readonly object[]) =>
  record([{ name: 'next', type: ['null', 'Changed'], default: null }, ...fields]);

export const nestedChanges: readonly Change[] = [
  {
    name: 'add a nested field with a default',
    before: holding(line([])),
    after: holding(line([counted])),
    isCompatible: true,
  },
  {
    name: 'add a nested field without a default',
    before: holding(line([])),
    after: holding(line([required])),
    isCompatible: false,
  },
  {
    name: 'add a field with a default to the records of an array',
    before: holding(list(line([]))),
    after: holding(list(line([counted]))),
    isCompatible: true,
  },
  {
    name: 'drop a field without a default from the records of an array',
    before: holding(list(line([required]))),
    after: holding(list(line([]))),
    isCompatible: false,
  },
  {
    name: 'add a field without a default to the records of a map',
    before: holding(map(line([]))),
    after: holding(map(line([required]))),
    isCompatible: false,
  },
  {
    name: 'add a field without a default to an optional record',
    before: holding(['null', line([])]),
    after: holding(['null', line([required])]),
    isCompatible: false,
  },
  {
    name: 'add a field with a default to a tree',
    before: tree([]),
    after: tree([counted]),
    isCompatible: true,
  },
  {
    name: 'add a field without one to a tree',
    before: tree([]),
    after: tree([required]),
    isCompatible: false,
  },
  {
    name: 'rename a nested record',
    before: holding(line([])),
    after: holding(line([], { name: 'Row' })),
    isCompatible: false,
  },
  {
    name: 'rename a nested record, with an alias',
    before: holding(line([])),
    after: holding(line([], { name: 'Row', aliases: ['Line'] })),
    isCompatible: false,
  },
  stricter(
    {
      name: 'move a nested record to another namespace',
      before: holding(line([])),
      after: holding(line([], { namespace: 'elsewhere' })),
      isCompatible: false,
    },
    namespaces,
  ),
  {
    name: 'rename the record',
    before: record([]),
    after: record([], { name: 'Altered' }),
    isCompatible: false,
  },
  stricter(
    {
      name: 'move the record to another namespace',
      before: record([]),
      after: record([], { namespace: 'elsewhere' }),
      isCompatible: false,
    },
    namespaces,
  ),
];
