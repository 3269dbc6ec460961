/** All schemas of the contexts, and two that hold what these do not: recursion, maps, bytes, fixed, enums. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');

const tree = {
  type: 'record',
  namespace: 'test.fuzz',
  name: 'Tree',
  fields: [
    { name: 'label', type: 'bytes' },
    { name: 'hash', type: { type: 'fixed', name: 'Hash', size: 4 } },
    { name: 'children', type: { type: 'array', items: 'Tree' } },
    { name: 'next', type: ['null', 'Tree'] },
    { name: 'names', type: { type: 'map', values: { type: 'array', items: 'string' } } },
    { name: 'last', type: 'int' },
  ],
};

/** As JSON text. */
export const fuzzedSchemas: readonly string[] = [
  ...globSync(['schemas/**/*.avsc', 'test/platform/vectors/generate/everything.avsc'], { cwd: root })
    .sort()
    .map((file) => readFileSync(join(root, file), 'utf8')),
  JSON.stringify(tree),
];

/** A reader that knows one field of the writer's only, so that all others are skipped. */
export const narrowed = (schema: string): string => {
  const { fields, ...record } = JSON.parse(schema) as { readonly fields: readonly object[] };
  const last = fields.slice(-1);
  return JSON.stringify({ ...record, fields: last });
};
