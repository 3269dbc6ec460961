/** Any event of an order's life, with any values that its schema allows. */
import fc from 'fast-check';
import type { HeardEvent } from '../../functions/tracking/v1/projection.ts';
import { reservation } from '../../schemas/inventory/reservation/contract.gen.ts';
import { order } from '../../schemas/ordering/order/contract.gen.ts';
import { payment } from '../../schemas/payment/payment/contract.gen.ts';
import { returnContract } from '../../schemas/returns/return/contract.gen.ts';
import { shipment } from '../../schemas/shipping/shipment/contract.gen.ts';
import type { AvroRecord, AvroType } from '../../schemas/source.ts';

export const contracts = [order, reservation, payment, shipment, returnContract] as const;

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
