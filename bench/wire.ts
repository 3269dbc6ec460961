/** `npm run bench:wire`: our encoding and decoding, framing and headers included, beside raw avsc on the same records. */

import { randomUUID } from 'node:crypto';
import { GlueClient } from '@aws-sdk/client-glue';
import avro from 'avsc';
import type { MSKRecord } from 'aws-lambda';
import { decodeAvro } from '../functions/platform/contract/avro.ts';
import { confluentRegistry } from '../functions/platform/contract/confluent-registry.ts';
import { glueRegistry } from '../functions/platform/contract/glue-registry.ts';
import { incoming } from '../functions/platform/contract/incoming.ts';
import type { SchemaRegistry } from '../functions/platform/contract/registry.ts';
import { type OutgoingMessage, outgoing } from '../functions/platform/contract/wire.ts';
import { serve } from '../local/http-server.ts';
import { type OrderPlaced, order } from '../schemas/ordering/order/contract.gen.ts';

const [schema] = order.messages.OrderPlaced.versions;
const type = avro.Type.forSchema(JSON.parse(schema));
const rounds = 200;
const perRound = 1_000;

const orderOf = (number: number, lines: number): OrderPlaced => ({
  orderId: `01a20ac4-6feb-73e7-aaa6-${String(number).padStart(12, '0')}`,
  customerId: `customer-${number}`,
  lines: Array.from({ length: lines }, (_, n) => ({
    sku: `SKU-${number}-${n}`,
    quantity: 1 + (n % 5),
    unitPrice: 990 + number,
  })),
  total: 1_000 + number,
  currency: 'EUR',
  paymentToken: 'approve',
  placedAt: 1_795_470_000_000 + number,
});

const contextOf = ({ orderId, placedAt }: OrderPlaced) => ({
  source: '/ordering/order',
  subject: orderId,
  id: `${orderId}.1`,
  sequence: 1,
  at: placedAt,
  correlationId: orderId,
  causationId: orderId,
});

/** Rounds of both, one after the other, so that what else the machine does hits both alike. @returns theirs over ours */
const ratioOf = (theirs: () => void, ours: () => void): number => {
  const timed = (work: () => void): number => {
    const startedAt = performance.now();
    work();
    return performance.now() - startedAt;
  };
  const times = Array.from({ length: rounds }, () => [timed(theirs), timed(ours)] as const);
  const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[rounds / 2] ?? 0;
  return median(times.map(([one]) => one)) / median(times.map(([, other]) => other));
};

const each =
  <Item>(items: readonly Item[], work: (item: Item) => unknown) =>
  (): void => {
    for (const item of items) work(item);
  };

const answered = <Value>(value: Value | Promise<Value>): Value => {
  if (value instanceof Promise) throw new Error('the registry was asked before; it must not be asked again');
  return value;
};

/** Both kinds of registry, with one schema. */
const server = await serve((request, response) => {
  const glue = {
    SchemaVersionId: randomUUID(),
    Status: 'AVAILABLE',
    SchemaDefinition: schema,
    DataFormat: 'AVRO',
  };
  const answer = request.headers['x-amz-target'] === undefined ? { id: 7, schema } : glue;
  response.end(JSON.stringify(answer));
}, 0);
const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
const client = new GlueClient({ endpoint: server.url, region: 'us-east-1', credentials });
const registries = { Confluent: confluentRegistry(server.url), Glue: glueRegistry(client, 'bench') };

const readFrom =
  (registry: SchemaRegistry) =>
  (value: Uint8Array): object => {
    const framed = answered(registry.open(value));
    return decodeAvro(schema, framed.schema, framed.bytes, framed.start);
  };

const recordOf = ({ topic, key, value, headers }: OutgoingMessage): MSKRecord => ({
  topic,
  partition: 0,
  offset: 0,
  timestamp: 0,
  timestampType: 'CREATE_TIME',
  key: Buffer.from(key).toString('base64'),
  value: Buffer.from(value).toString('base64'),
  headers: Object.entries(headers).map(([name, text]) => ({ [name]: [...Buffer.from(text)] })),
});

const ratiosOf = async (orders: readonly OrderPlaced[], registry: SchemaRegistry) => {
  const read = readFrom(registry);
  const sent = orders.map((data) => [{ type: 'OrderPlaced', data }, contextOf(data)] as const);
  const encode = ([message, context]: (typeof sent)[number]) => outgoing(message, [order], context, registry);
  const written = await Promise.all(sent.map(encode));
  for (const { value } of written) await registry.open(value);
  const plain = orders.map((data) => type.toBuffer(data));
  const records = written.map(recordOf);
  const plainRecords = plain.map((bytes) => bytes.toString('base64'));
  return {
    bytes: plain[0]?.length,
    encode: ratioOf(
      each(orders, (data) => type.toBuffer(data)),
      each(sent, (one) => answered(encode(one))),
    ),
    decode: ratioOf(
      each(plain, (bytes) => type.fromBuffer(bytes)),
      each(written, ({ value }) => read(value)),
    ),
    delivered: ratioOf(
      each(plainRecords, (value) => type.fromBuffer(Buffer.from(value, 'base64'))),
      each(records, (record) => read(incoming(record).value ?? Buffer.alloc(0))),
    ),
  };
};

console.log('Speed over that of raw avsc on the same orders; above 1 is quicker.');
for (const lines of [1, 3, 10, 30]) {
  const orders = Array.from({ length: perRound }, (_, number) => orderOf(number, lines));
  for (const [framing, registry] of Object.entries(registries)) {
    const { bytes, encode, decode, delivered } = await ratiosOf(orders, registry);
    const columns = { encode, decode, 'decode with Lambda’s base64 and headers': delivered };
    const figures = Object.entries(columns).map(([name, ratio]) => `${name} ${ratio.toFixed(2)}`);
    console.log(`${framing}, ${lines} lines, ${bytes} bytes: ${figures.join(', ')}`);
  }
}
await server.stop();
