/** What a policy says that it reads is what it touches, of every message that it hears. */
import { describe, expect, it } from 'vitest';
import { readConsumers } from '../../docs/build/consumers.ts';
import * as reservations from '../../functions/inventory/reservation/policy.ts';
import * as notifications from '../../functions/notification/policy.ts';
import * as customers from '../../functions/ordering/customer/policy.ts';
import * as orders from '../../functions/ordering/policy.ts';
import { type AuthorizationRequest, reads as asked } from '../../functions/payment/gateway.ts';
import * as payments from '../../functions/payment/policy.ts';
import { consumers } from '../../functions/reads.ts';
import * as admissions from '../../functions/returns/admissions/policy.ts';
import * as ordersOfReturns from '../../functions/returns/orders/projection.ts';
import * as returns from '../../functions/returns/policy.ts';
import * as sales from '../../functions/sales/policy.ts';
import * as shipments from '../../functions/shipping/policy.ts';
import * as timeline from '../../functions/tracking/v1/projection.ts';
import type { AvroRecord, AvroType } from '../../schemas/source.ts';
import { readTopics } from '../../schemas/source.ts';

const schemas = readTopics().flatMap((topic) => topic.schemas);
const newest = (type: string): AvroRecord => {
  const found = schemas.findLast((schema) => schema.type === type);
  if (found === undefined) throw new Error(`there is no ${type}`);
  return found.schema;
};

/** A value of a type, with one item in each array, that tells which fields without fields of their own are touched. */
const told = (type: AvroType, path: string, tell: (path: string) => void): unknown => {
  if (typeof type === 'object' && 'items' in type) return [told(type.items, path, tell)];
  if (typeof type === 'object' && 'fields' in type) return record(type, path, tell);
  tell(path);
  return 'a value';
};

const record = ({ fields }: AvroRecord, path: string, tell: (path: string) => void): object =>
  fields.reduce(
    (value, { name, type }) =>
      Object.defineProperty(value, name, {
        enumerable: true,
        get: () => told(type, path === '' ? name : `${path}.${name}`, tell),
      }),
    {},
  );

type Policy = (event: { readonly type: string; readonly data: object }) => unknown;

/** The command is written out too: what is passed on whole is read whole. */
const touchedBy = (policy: Policy, type: string): readonly string[] => {
  const paths = new Set<string>();
  JSON.stringify(policy({ type, data: record(newest(type), '', (path) => paths.add(path)) }));
  return [...paths].sort();
};

const policies = [
  { name: 'ordering.saga', ...orders },
  { name: 'ordering.customers', ...customers },
  { name: 'payment.saga', ...payments },
  { name: 'inventory.reservation', ...reservations },
  { name: 'shipping.saga', ...shipments },
  { name: 'returns.admissions', ...admissions },
  { name: 'returns.orders', ...ordersOfReturns, policy: ordersOfReturns.projection },
  { name: 'returns.replies', ...returns },
  { name: 'notification.mail', ...notifications },
  { name: 'tracking.timeline-v1', ...timeline, policy: timeline.projection },
  { name: 'sales.windows', ...sales },
];

describe.each(policies)('the policy of $name', ({ name, policy, heard, reads }) => {
  it('declares what it hears, and nothing else', () => {
    expect(Object.keys(reads).sort()).toEqual([...heard].sort());
    expect(Object.keys(consumers[name] ?? {}).map((fullName) => fullName.split('.').at(-1))).toEqual(
      Object.keys(reads),
    );
  });

  it.each(Object.entries<readonly string[]>(reads))(
    'reads of %s the fields that it declares',
    (type, paths) => {
      expect(touchedBy(policy as Policy, type)).toEqual([...paths].sort());
    },
  );
});

it('tells a field that is only passed on, inside of a list too', () => {
  const whole: Policy = ({ data }) => ({ data });
  expect(touchedBy(whole, 'OrderPlaced')).toContain('lines.unitPrice');
});

it('asks the gateway with what its port takes', () => {
  const request: Required<AuthorizationRequest> = { paymentId: '', amount: 0, currency: '', token: '' };
  expect([...asked.AuthorizationRequested].sort()).toEqual(Object.keys(request).sort());
});

it('gathers the fields of every function that listens to events', async () => {
  const listeners = (await readConsumers()).filter(({ topics }) =>
    topics.some((topic) => !topic.endsWith('.commands')),
  );
  expect(Object.keys(consumers)).toEqual(listeners.map(({ name }) => name));
});
