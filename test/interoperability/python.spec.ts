/** A stock Python consumer reads our events, by the registry and the headers alone. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, it } from 'vitest';
import { pythonEnvironment } from '../../local/install/python.ts';
import { shop } from '../../local/shop.ts';
import { newSku } from '../journeys/new-sku.ts';

const { stack, registryUrl } = { stack: inject('stack'), registryUrl: inject('schemaRegistryUrl') };

it('is read by Confluent’s client for Python with its own Avro deserializer', async () => {
  const python = await pythonEnvironment(
    'interoperability',
    join(import.meta.dirname, 'requirements.txt'),
    () => undefined,
  );
  const { offer, place } = await shop(stack);
  const sku = newSku();
  await offer(sku, 1);
  const lines = [{ sku, quantity: 1, unitPrice: 890 }];
  const orderId = await place(lines);
  const program = join(import.meta.dirname, 'consume.py');
  const { stdout } = await promisify(execFile)(python, [
    program,
    inject('kafkaBrokers'),
    registryUrl,
    orderId,
  ]);
  const events = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const types = events.map(({ headers }) => headers.ce_type);
  expect(types.at(0)).toBe('ordering.order.OrderPlaced');
  // Stock and payment are heard in any order.
  expect(types.slice(1, 3).sort()).toEqual([
    'ordering.order.OrderAllocated',
    'ordering.order.OrderAuthorized',
  ]);
  expect(types.slice(3)).toEqual(['ordering.order.OrderConfirmed']);
  expect(events[0].value).toMatchObject({ orderId, customerId: 'ada', currency: 'EUR', total: 890, lines });
  expect(events[0].headers).toMatchObject({
    ce_specversion: '1.0',
    ce_source: '/ordering/order',
    ce_id: `${orderId}.1`,
    ce_subject: orderId,
    'content-type': 'application/avro',
  });
});
