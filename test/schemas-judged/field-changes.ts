/** Fields that come, go and change, as changes to be judged. */
import { type Change, record } from './change.ts';

const optional = { name: 'note', type: ['null', 'string'], default: null };
const required = { name: 'note', type: 'string' };
const counted = { name: 'count', type: 'int', default: 0 };

export const fieldChanges: readonly Change[] = [
  { name: 'nothing', before: record([]), after: record([]), isCompatible: true },
  { name: 'add a field with a default', before: record([]), after: record([counted]), isCompatible: true },
  { name: 'add an optional field', before: record([]), after: record([optional]), isCompatible: true },
  {
    name: 'add a field without a default',
    before: record([]),
    after: record([required]),
    isCompatible: false,
  },
  { name: 'drop a field with a default', before: record([counted]), after: record([]), isCompatible: true },
  {
    name: 'drop a field without a default',
    before: record([required]),
    after: record([]),
    isCompatible: false,
  },
  {
    name: 'add an optional field whose default is missing',
    before: record([]),
    after: record([{ name: 'note', type: ['null', 'string'] }]),
    isCompatible: false,
  },
  {
    name: 'reorder fields',
    before: record([counted, required]),
    after: record([required, counted]),
    isCompatible: true,
  },
  {
    name: 'rename a field',
    before: record([required]),
    after: record([{ ...required, name: 'remark' }]),
    isCompatible: false,
  },
  {
    name: 'rename a field, with an alias',
    before: record([required]),
    after: record([{ ...required, name: 'remark', aliases: ['note'] }]),
    isCompatible: false,
  },
  {
    name: 'rename a field that has a default, with an alias',
    before: record([counted]),
    after: record([{ ...counted, name: 'number', aliases: ['count'] }]),
    isCompatible: true,
  },
  {
    name: 'rename a field that has a default, without an alias',
    before: record([counted]),
    after: record([{ ...counted, name: 'number' }]),
    isCompatible: true,
  },
  {
    name: 'rename a field, with an alias instead of its default',
    before: record([counted]),
    after: record([{ name: 'number', type: 'int', aliases: ['count'] }]),
    isCompatible: true,
  },
  {
    name: 'replace a field by one of another type, with an alias',
    before: record([counted]),
    after: record([{ name: 'number', type: 'string', default: '', aliases: ['count'] }]),
    isCompatible: false,
  },
  {
    name: 'take the default away',
    before: record([counted]),
    after: record([{ name: 'count', type: 'int' }]),
    isCompatible: true,
  },
  {
    name: 'change the default',
    before: record([counted]),
    after: record([{ ...counted, default: 1 }]),
    isCompatible: true,
  },
  {
    name: 'change the doc',
    before: record([{ ...required, doc: 'A note.' }]),
    after: record([{ ...required, doc: 'A remark.' }]),
    isCompatible: true,
  },
];
