/** Records that nobody can handle, of twelve kinds. */
import { randomUUID } from 'node:crypto';
import { encodeAvro } from '../../functions/platform/avro.ts';
import type { SchemaRegistry } from '../../functions/platform/registry.ts';
import { type Contract, subjectOf } from '../../schemas/contract.ts';
import { stockItemCommands } from '../../schemas/inventory/stock-item.commands/contract.gen.ts';
import { payment } from '../../schemas/payment/payment/contract.gen.ts';
import { paymentCommands } from '../../schemas/payment/payment.commands/contract.gen.ts';

export interface PoisonRecord {
  readonly kind: string;
  /** Whose dead-letter queue it belongs in. */
  readonly context: string;
  readonly topic: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: { readonly [name: string]: string };
}

type Good = Omit<PoisonRecord, 'kind' | 'key' | 'value'> & { readonly key: Buffer; readonly value: Buffer };

/** A record as it should be, and would be handled, of an aggregate that nobody else knows. */
const good = async (
  registry: SchemaRegistry,
  contract: Contract,
  type: string,
  context: string,
  data: object,
) => {
  const message = contract.messages[type];
  if (message === undefined) throw new Error(`${contract.topic} has no ${type}`);
  const id = randomUUID();
  const schema = message.versions.at(-1) ?? message.versions[0];
  const framing = await registry.header(subjectOf(contract.topic, message.fullName), schema);
  const headers = {
    ce_specversion: '1.0',
    ce_id: `${id}.1`,
    ce_source: '/chaos/poison',
    ce_type: message.fullName,
    ce_subject: id,
    ce_time: new Date().toISOString(),
    ce_sequence: '1',
    ce_correlationid: id,
    ce_causationid: id,
    'content-type': 'application/avro',
  };
  const value = Buffer.from(encodeAvro(schema, { ...data, [contract.key]: id }, framing));
  return { context, topic: contract.topic, key: Buffer.from(id), value, headers } satisfies Good;
};

const reserve = (registry: SchemaRegistry): Promise<Good> =>
  good(registry, stockItemCommands, 'ReserveStock', 'inventory', {
    reservationId: randomUUID(),
    quantity: 1,
  });

const refund = (registry: SchemaRegistry): Promise<Good> => {
  const data = { refundId: randomUUID(), amount: 1, currency: 'EUR' };
  return good(registry, paymentCommands, 'RefundPayment', 'payment', data);
};

/** Of a payment for which there is no order. */
const declined = (registry: SchemaRegistry): Promise<Good> => {
  const data = { reason: 'declined', declinedAt: Date.now() };
  return good(registry, payment, 'PaymentDeclined', 'ordering', data);
};

const without = ({ headers, ...record }: Good, name: string): Good => {
  const { [name]: _gone, ...kept } = headers as Record<string, string>;
  return { ...record, headers: kept };
};

/** The framing of another schema than the one that `ce_type` names. */
const framedAs = ({ value: foreign }: Good, { value, ...record }: Good): Good => ({
  ...record,
  value: Buffer.concat([foreign.subarray(0, 5), value.subarray(5)]),
});

/** 2^62 in place of 1, after the framing and two UUIDs of 37 bytes each. */
const withHugeAmount = ({ value, ...record }: Good): Good => {
  const at = 5 + 37 + 37;
  const huge = Buffer.from([0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01]);
  return { ...record, value: Buffer.concat([value.subarray(0, at), huge, value.subarray(at + 1)]) };
};

const withValue = (record: Good, value: Buffer): Good => ({ ...record, value });

type Poisoning = (registry: SchemaRegistry) => Promise<Omit<PoisonRecord, 'kind'>>;

const kinds: { readonly [kind: string]: Poisoning } = {
  'no value': async (registry) => ({ ...(await reserve(registry)), value: null }),
  'no key, and no Avro': async (registry) => ({
    ...withValue(await reserve(registry), Buffer.from('{"sku":"TEAPOT"}')),
    key: null,
  }),
  'no ce_id': async (registry) => without(await reserve(registry), 'ce_id'),
  'no ce_source': async (registry) => without(await refund(registry), 'ce_source'),
  'an unknown framing': async (registry) => {
    const record = await reserve(registry);
    return withValue(record, Buffer.concat([Buffer.from([7]), record.value.subarray(1)]));
  },
  'an unknown schema id': async (registry) => {
    const record = await refund(registry);
    return withValue(record, Buffer.concat([Buffer.from([0, 0x7f, 0, 0, 1]), record.value.subarray(5)]));
  },
  'a value that ends too early': async (registry) => {
    const record = await reserve(registry);
    return withValue(record, record.value.subarray(0, -3));
  },
  'a value that goes on': async (registry) => {
    const record = await refund(registry);
    return withValue(record, Buffer.concat([record.value, Buffer.from('more')]));
  },
  "another type's schema": async (registry) => framedAs(await declined(registry), await reserve(registry)),
  'text in place of Avro': async (registry) =>
    withValue(await declined(registry), Buffer.from('PaymentDeclined, please')),
  'a number that no number holds': async (registry) => withHugeAmount(await refund(registry)),
  'a command that is refused': declined,
};

export const poisonKinds: readonly string[] = Object.keys(kinds);

/** @param kind one of `poisonKinds` */
export const poisonOf = async (kind: string, registry: SchemaRegistry): Promise<PoisonRecord> => {
  const poisoning = kinds[kind];
  if (poisoning === undefined) throw new Error(`${kind} is none of ${poisonKinds.join(', ')}`);
  return { kind, ...(await poisoning(registry)) };
};
