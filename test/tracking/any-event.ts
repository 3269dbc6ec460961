/** Any event of an order's life, with any values that its schema allows. */
import fc from 'fast-check';
import type { HeardEvent } from '../../functions/tracking/v1/projection.ts';
import type { AvroRecord, AvroType } from '../../schemas/source.ts';
import { contracts } from './contracts.ts';

export const typesOf = ({ messages }: (typeof contracts)[number]): readonly string[] => Object.keys(messages);

const anyValue = (type: AvroType): fc.Arbitrary<unknown> => {
  if (typeof type === 'object' && 'items' in type) return fc.array(anyValue(type.items), { maxLength: 3 });
  if (typeof type === 'object' && 'fields' in type) return recordOf(type);
  return type === 'string' ? fc.string() : fc.integer();
};

const recordOf = ({ fields }: AvroRecord): fc.Arbitrary<object> =>
  fc.record(Object.fromEntries(fields.map(({ name, type }) => [name, anyValue(type)])));

const eventsOf = ({ messages }: (typeof contracts)[number]): readonly fc.Arbitrary<HeardEvent>[] =>
  Object.entries<{ readonly versions: readonly string[] }>(messages).map(([type, { versions }]) =>
    recordOf(JSON.parse(versions.at(-1) ?? '')).map((data) => ({ type, data }) as unknown as HeardEvent),
  );

export const anyEvent: fc.Arbitrary<HeardEvent> = fc.oneof(...contracts.flatMap(eventsOf));
