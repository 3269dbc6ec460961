/** A valid value of any Avro type, as deep as it is allowed to be. */
import avro from 'avsc';
import { pick, type Random, randomBytes } from './random.ts';

const texts = ['', 'a', 'SKU-1', 'Zoë 🛒', 'x'.repeat(70)];
const longs = [0, 1, -1, 63, -65, 2 ** 31, 1_795_470_000_007, -(2 ** 52)];
const ints = [0, 1, -1, 64, 2 ** 31 - 1, -(2 ** 31)];

export const randomValue = (random: Random, type: avro.Type, depth = 4): unknown => {
  const several = () => Array.from({ length: depth > 0 ? random(4) : 0 });
  const next = (inner: avro.Type): unknown => randomValue(random, inner, depth - 1);
  if (type instanceof avro.types.RecordType) {
    return Object.fromEntries(type.fields.map((field) => [field.name, next(field.type)]));
  }
  if (type instanceof avro.types.ArrayType) return several().map(() => next(type.itemsType));
  if (type instanceof avro.types.MapType) {
    return Object.fromEntries(several().map((_none, n) => [`key ${n}`, next(type.valuesType)]));
  }
  if (type instanceof avro.types.EnumType) return pick(random, type.symbols);
  if (type instanceof avro.types.FixedType) return randomBytes(random, type.size);
  if (type instanceof avro.types.UnwrappedUnionType)
    return next(depth > 0 ? pick(random, type.types) : nullIn(type));
  return randomPrimitive(random, type.typeName);
};

const nullIn = ({ types }: avro.types.UnwrappedUnionType): avro.Type => {
  const none = types.find(({ typeName }) => typeName === 'null');
  if (none === undefined) throw new Error('expected a union that ends somewhere');
  return none;
};

const randomPrimitive = (random: Random, typeName: string): unknown => {
  switch (typeName) {
    case 'null':
      return null;
    case 'string':
      return pick(random, texts);
    case 'int':
      return pick(random, ints);
    case 'long':
      return pick(random, longs);
    case 'boolean':
      return random(2) === 1;
    case 'bytes':
      return randomBytes(random, random(20));
    case 'float':
    case 'double':
      return random(1_000) / 8;
  }
  throw new Error(`expected an Avro type that the fuzz knows, got ${typeName}`);
};
