/** Records that nobody can handle, of twelve kinds, with what comes behind them and what must come of both. */
import { randomUUID } from 'node:crypto';
import type { SchemaRegistry } from '../../functions/platform/contract/registry.ts';
import type { Effect } from '../checker/facts.ts';
import { declined, type Good, type GoodRecord, orderIdOf, refund, reserve } from './good.ts';

export interface PoisonRecord {
  readonly context: string;
  readonly topic: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: { readonly [name: string]: string };
}

export interface Poison extends PoisonRecord {
  readonly kind: string;
  readonly mendedBy: Mending | undefined;
  /** Of the same key, and good: they wait until the poison is gone. */
  readonly behind: readonly Good[];
  /** Told in this order once nothing of the key is parked, and not before. */
  readonly effects: readonly Effect[];
  /** Never told. */
  readonly never: readonly Effect[];
  /** Who places an order with it gives the poison's key an order, whose events wait behind the poison. */
  readonly idempotencyKey: string | undefined;
}

/** What is done to its cause, so that it can be redriven; the others nobody can ever handle: they are dropped. */
export type Mending = 'its schema is registered' | 'its order is placed';

interface Surroundings {
  readonly registry: SchemaRegistry;
  /** A schema id that the registry has not given out yet. */
  readonly unknownId: number;
}

interface Kind {
  readonly good: GoodRecord;
  readonly spoiled: (record: Good, around: Surroundings) => PoisonRecord | Promise<PoisonRecord>;
  readonly mendedBy?: Mending;
}

const without = ({ headers, ...record }: Good, name: string): PoisonRecord => {
  const { [name]: _gone, ...kept } = headers as Record<string, string>;
  return { ...record, headers: kept };
};

const withValue = (record: Good, value: Buffer): PoisonRecord => ({ ...record, value });

const withStart = (record: Good, start: readonly number[]): PoisonRecord =>
  withValue(record, Buffer.concat([Buffer.from(start), record.value.subarray(start.length)]));

const withId = (record: Good, id: number): PoisonRecord => {
  const framing = Buffer.alloc(5);
  framing.writeUInt32BE(id, 1);
  return withStart(record, [...framing]);
};

/** 2^62 in place of 1, after the framing and two UUIDs of 37 bytes each. */
const withHugeAmount = (record: Good): PoisonRecord => {
  const at = 5 + 37 + 37;
  const huge = Buffer.from([0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01]);
  const { value } = record;
  return withValue(record, Buffer.concat([value.subarray(0, at), huge, value.subarray(at + 1)]));
};

const kinds: { readonly [kind: string]: Kind } = {
  'no value': { good: reserve, spoiled: (record) => ({ ...record, value: null }) },
  'no key, and no Avro': {
    good: reserve,
    spoiled: (record) => ({ ...withValue(record, Buffer.from('{"sku":"TEAPOT"}')), key: null }),
  },
  'no ce_id': { good: reserve, spoiled: (record) => without(record, 'ce_id') },
  'no ce_source': { good: refund, spoiled: (record) => without(record, 'ce_source') },
  'an unknown framing': { good: reserve, spoiled: (record) => withStart(record, [7]) },
  'an unknown schema id': {
    good: refund,
    spoiled: (record, { unknownId }) => withId(record, unknownId),
    mendedBy: 'its schema is registered',
  },
  'a value that ends too early': {
    good: reserve,
    spoiled: (record) => withValue(record, record.value.subarray(0, -3)),
  },
  'a value that goes on': {
    good: refund,
    spoiled: (record) => withValue(record, Buffer.concat([record.value, Buffer.from('more')])),
  },
  "another type's schema": {
    good: reserve,
    spoiled: async (record, { registry }) => {
      const { value } = await declined(registry, randomUUID());
      return withStart(record, [...value.subarray(0, 5)]);
    },
  },
  'text in place of Avro': {
    good: declined,
    spoiled: (record) => withValue(record, Buffer.from('PaymentDeclined, please')),
  },
  'a number that no number holds': { good: refund, spoiled: withHugeAmount },
  'a command that is refused': {
    good: declined,
    spoiled: (record) => record,
    mendedBy: 'its order is placed',
  },
};

export const poisonKinds: readonly string[] = Object.keys(kinds);

/** @param kind one of `poisonKinds` */
export const poisonOf = async (kind: string, around: Surroundings): Promise<Poison> => {
  const { good, spoiled, mendedBy } = kinds[kind] ?? {};
  if (good === undefined || spoiled === undefined) {
    throw new Error(`${kind} is none of ${poisonKinds.join(', ')}`);
  }
  const idempotencyKey = randomUUID();
  const id = orderIdOf(idempotencyKey);
  const record = await good(around.registry, id);
  const { context, topic, key, value, headers } = await spoiled(record, around);
  const common = { kind, mendedBy, context, topic, key, value, headers };
  if (record.effect === undefined) return { ...common, behind: [], idempotencyKey, ...ofOrder(id, mendedBy) };
  const isAlone = key === null;
  const behind = isAlone ? [] : [await good(around.registry, id, 2), await good(around.registry, id, 3)];
  const later = behind.flatMap(({ effect }) => effect ?? []);
  const isMended = mendedBy !== undefined;
  const effects = isMended ? [record.effect, ...later] : later;
  return { ...common, behind, idempotencyKey: undefined, effects, never: isMended ? [] : [record.effect] };
};

/** The order's payment was declined, as the poison says, or it was authorized, as is told behind the poison. */
const ofOrder = (subject: string, mendedBy: Mending | undefined): Pick<Poison, 'effects' | 'never'> => {
  const cancelled: Effect = { topic: 'ordering.order', subject, type: 'OrderCancelled' };
  const confirmed: Effect = { topic: 'ordering.order', subject, type: 'OrderConfirmed' };
  return mendedBy === undefined
    ? { effects: [confirmed], never: [cancelled] }
    : { effects: [cancelled], never: [confirmed] };
};
