/** Records as they should be, of aggregates that nobody else knows, and what handling them makes their contexts say. */
import { v5 } from 'uuid';
import { encodeAvro } from '../../functions/platform/contract/avro.ts';
import type { SchemaRegistry } from '../../functions/platform/contract/registry.ts';
import { type Contract, subjectOf } from '../../schemas/contract.ts';
import { stockItemCommands } from '../../schemas/inventory/stock-item.commands/contract.gen.ts';
import { payment } from '../../schemas/payment/payment/contract.gen.ts';
import { paymentCommands } from '../../schemas/payment/payment.commands/contract.gen.ts';
import type { Effect } from '../checker/facts.ts';

export interface Good {
  /** Whose dead-letter queue it belongs in when it cannot be handled. */
  readonly context: string;
  readonly topic: string;
  readonly key: Buffer;
  readonly value: Buffer;
  readonly headers: { readonly [name: string]: string };
  /** Undefined where nobody says anything, for nobody knows the aggregate. */
  readonly effect: Effect | undefined;
}

/** Makes the nth record of a key. */
export type GoodRecord = (registry: SchemaRegistry, key: string, number?: number) => Promise<Good>;

/** Who places the orders that poisoned events are about. */
export const lateBuyer = 'ada';

/** Where the order goes that they place with an Idempotency-Key: docs/adr/0005. Placing it tells whether that holds. */
export const orderIdOf = (idempotencyKey: string): string => idOf(`${idempotencyKey} ${lateBuyer}`);

const idOf = (name: string): string => v5(name, '0191d0a4-8f5e-7c63-9f0b-3d3c5a1e7b42');

/** Of a SKU that is on no shelf, so that nothing is reserved. */
export const reserve: GoodRecord = (registry, key, number = 1) => {
  const reservationId = idOf(`${key} ${number}`);
  return good({
    ...{ registry, key, number, contract: stockItemCommands, context: 'inventory', type: 'ReserveStock' },
    data: { reservationId, quantity: 1 },
    effect: {
      ...{ topic: 'inventory.stock-item', subject: key, type: 'StockRejected' },
      field: ['reservationId', reservationId],
    },
  });
};

/** Of a payment that was never captured, so that nothing is given back. */
export const refund: GoodRecord = (registry, key, number = 1) => {
  const refundId = idOf(`${key} ${number}`);
  return good({
    ...{ registry, key, number, contract: paymentCommands, context: 'payment', type: 'RefundPayment' },
    data: { refundId, amount: 1, currency: 'EUR' },
    effect: {
      ...{ topic: 'payment.payment', subject: key, type: 'RefundRejected' },
      field: ['refundId', refundId],
    },
  });
};

/** Of a payment for which there is no order. */
export const declined: GoodRecord = (registry, key, number = 1) =>
  good({
    ...{ registry, key, number, contract: payment, context: 'ordering', type: 'PaymentDeclined' },
    data: { reason: 'declined', declinedAt: Date.now() },
    effect: undefined,
  });

interface GoodProps {
  readonly registry: SchemaRegistry;
  readonly key: string;
  readonly number: number;
  readonly contract: Contract;
  readonly context: string;
  readonly type: string;
  readonly data: object;
  readonly effect: Effect | undefined;
}

const good = async (props: GoodProps): Promise<Good> => {
  const { registry, key, number, contract, context, type, data, effect } = props;
  const { topic, messages } = contract;
  const message = messages[type];
  if (message === undefined) throw new Error(`${topic} has no ${type}`);
  const schema = message.versions.at(-1) ?? message.versions[0];
  const framing = await registry.header(subjectOf(topic, message.fullName), schema);
  const headers = {
    ce_specversion: '1.0',
    ce_id: `${key}.${number}`,
    ce_source: '/chaos/poison',
    ce_type: message.fullName,
    ce_subject: key,
    ce_time: new Date().toISOString(),
    ce_sequence: String(number),
    ce_correlationid: key,
    ce_causationid: key,
    'content-type': 'application/avro',
  };
  const value = Buffer.from(encodeAvro(schema, { ...data, [contract.key]: key }, framing));
  return { context, topic, key: Buffer.from(key), value, headers, effect };
};
