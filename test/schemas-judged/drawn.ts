/** Pairs of schemas that nobody thought of. */
import fc from 'fast-check';
import { brokenPairs } from '../../schemas/check/full.ts';
import { type Change, record } from './change.ts';

const primitives = ['null', 'boolean', 'int', 'long', 'double', 'bytes', 'string'];
const symbols = fc.uniqueArray(fc.constantFrom('A', 'B', 'C'), { minLength: 1 });
/** Names are told apart by where they stand: a name is defined once in a schema. */
const named = (name: string) =>
  fc.oneof(
    symbols.map((names) => ({ type: 'enum', name: `Enum${name}`, symbols: names })),
    symbols.map((names) => ({ type: 'enum', name: `Enum${name}`, symbols: names, default: names[0] })),
    fc.constantFrom(1, 2).map((size) => ({ type: 'fixed', name: `Fixed${name}`, size })),
    fieldsOf(`In${name}`, fc.constantFrom('int', 'string')).map((fields) => ({
      type: 'record',
      name: `Record${name}`,
      fields,
    })),
  );

const fieldsOf = (name: string, type: fc.Arbitrary<unknown>) =>
  fc.subarray([`${name}a`, `${name}b`]).chain((names) =>
    fc.tuple(
      ...names.map((each) =>
        fc.oneof(
          type.map((of) => ({ name: each, type: of })),
          type.map((of) => ({ name: each, type: Array.isArray(of) ? of : ['null', of], default: null })),
          fc.constantFrom(
            { name: each, type: 'int', default: 1 },
            { name: each, type: 'string', default: '' },
          ),
        ),
      ),
    ),
  );

const typeOf = (name: string): fc.Arbitrary<unknown> => {
  const plain = fc.oneof(fc.constantFrom(...primitives), named(name));
  return fc.oneof(
    plain,
    plain.map((items) => ({ type: 'array', items })),
    plain.map((values) => ({ type: 'map', values })),
    fc
      .tuple(fc.subarray(primitives, { minLength: 1 }), fc.option(named(name)))
      .map(([branches, one]) => (one === null ? branches : [...branches, one])),
  );
};

const isSound = (schema: object): boolean => {
  try {
    brokenPairs([{ version: 1, schema }]);
    return true;
  } catch {
    return false;
  }
};

const schemas = fc
  .tuple(fieldsOf('x', typeOf('X')), fieldsOf('y', typeOf('Y')))
  .map(([x, y]) => record([...x, ...y]))
  .filter(isSound);

/** @returns pairs that differ and that our check lets through */
export const drawnChanges = (seed: number, count: number): readonly Change[] =>
  fc
    .sample(fc.tuple(schemas, schemas), { seed, numRuns: count })
    .filter(([before, after]) => JSON.stringify(before) !== JSON.stringify(after))
    .filter(
      ([before, after]) =>
        brokenPairs([
          { version: 1, schema: before },
          { version: 2, schema: after },
        ]).length === 0,
    )
    .map(([before, after], index) => ({ name: `drawn ${index}`, before, after, isCompatible: true }));
