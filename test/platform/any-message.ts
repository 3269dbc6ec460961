/** Arbitrary messages of a contract, made of its newest schemas: few ids, so that they meet each other. */
import fc from 'fast-check';
import type { Contract } from '../../schemas/contract.ts';
import type { AvroRecord, AvroType } from '../../schemas/source.ts';

export const anyMessageOf = <Message>(
  { messages }: Contract,
  types: readonly string[] = Object.keys(messages),
): fc.Arbitrary<Message> =>
  fc.oneof(
    ...types.map((type) => {
      const newest = messages[type]?.versions.at(-1);
      if (newest === undefined) throw new Error(`${type} is not in the contract`);
      return anyRecord(JSON.parse(newest) as AvroRecord).map((data) => ({ type, data }) as Message);
    }),
  );

export const anyRecord = ({ fields }: AvroRecord): fc.Arbitrary<object> =>
  fc.record(Object.fromEntries(fields.map(({ name, type }) => [name, anyValue(type)])));

const words = fc.constantFrom('a', 'b', 'main', 'EUR', 'timed-out', 'constructor', '');

const anyValue = (type: AvroType): fc.Arbitrary<unknown> => {
  if (typeof type === 'object' && 'items' in type) return fc.array(anyValue(type.items), { maxLength: 3 });
  if (typeof type === 'object' && 'fields' in type) return anyRecord(type);
  const primitive = typeof type === 'string' ? type : (type as { readonly type: unknown }).type;
  switch (primitive) {
    case 'string':
      return words;
    case 'int':
      return fc.integer({ min: -2, max: 5 });
    case 'long':
      return fc.nat(5);
    case 'boolean':
      return fc.boolean();
  }
  throw new Error(`no value is known for ${JSON.stringify(type)}`);
};
