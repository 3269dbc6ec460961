/** `OrderPlaced` as it was and as it becomes: the second version has an optional currency. */
import type { Contract } from '../../schemas/contract.ts';

const fullName = 'ordering.order.OrderPlaced';

const schemaOf = (...added: readonly object[]): string =>
  JSON.stringify({
    type: 'record',
    namespace: 'ordering.order',
    name: 'OrderPlaced',
    doc: 'A customer placed an order.',
    fields: [
      { name: 'orderId', type: 'string', doc: 'The order.' },
      { name: 'total', type: 'long', doc: 'The sum of all lines, in minor units.' },
      ...added,
    ],
  });

const withoutCurrency = schemaOf();
const withCurrency = schemaOf({
  name: 'currency',
  type: ['null', 'string'],
  default: null,
  doc: 'ISO 4217 code; null in orders of the time when there was one currency only.',
});

const versionsOf = { old: [withoutCurrency], new: [withoutCurrency, withCurrency] } as const;

export type Age = keyof typeof versionsOf;

export interface OrderPlaced {
  readonly orderId: string;
  readonly total: number;
  readonly currency?: string | null;
}

/** What a deployment unit has in its bundle: the versions that there were when it was built. */
export const contractOf = (topic: string, age: Age): Contract => ({
  topic,
  kind: 'events',
  key: 'orderId',
  partitions: 1,
  retentionDays: null,
  messages: { OrderPlaced: { fullName, versions: versionsOf[age] } },
});

/** What code of each age knows of an order. */
export const orderOf = (age: Age, orderId: string): OrderPlaced =>
  age === 'old' ? { orderId, total: 990 } : { orderId, total: 990, currency: 'CHF' };

/** What a reader makes of what a writer wrote. */
export const expected = (reader: Age, writer: Age, orderId: string): OrderPlaced => {
  if (reader === 'old') return orderOf('old', orderId);
  return writer === 'new' ? orderOf('new', orderId) : { ...orderOf('old', orderId), currency: null };
};
