/** Every kind of poison is what it says: it cannot be read, or can and is refused; and its letter is read whole. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lettersIn } from '../../chaos/checker/letters.ts';
import { type PoisonRecord, poisonKinds, poisonOf } from '../../chaos/faults/poison.ts';
import { order } from '../../functions/ordering/decider.ts';
import { policy } from '../../functions/ordering/policy.ts';
import { isRefusal } from '../../functions/platform/commit/decider.ts';
import { parkIn } from '../../functions/platform/consumer/park.ts';
import { incoming } from '../../functions/platform/contract/incoming.ts';
import { readerOf } from '../../functions/platform/contract/reader.ts';
import { PermanentFailure } from '../../functions/platform/failure.ts';
import { clientConfiguration } from '../../local/emulated-aws.ts';
import { type RunningServer, serve } from '../../local/http-server.ts';
import { envelopeOf } from '../../local/poller/envelope.ts';
import type { Mapping } from '../../local/poller/mapping.ts';
import { type Contract, subjectOf } from '../../schemas/contract.ts';
import { stockItemCommands } from '../../schemas/inventory/stock-item.commands/contract.gen.ts';
import { payment } from '../../schemas/payment/payment/contract.gen.ts';
import { paymentCommands } from '../../schemas/payment/payment.commands/contract.gen.ts';
import { confluentThatKnows } from '../platform/confluent-service.ts';
import { headersFrom, recordIn } from '../platform/records.ts';

const contracts: readonly Contract[] = [stockItemCommands, payment, paymentCommands];
const schemas = contracts
  .flatMap(({ topic, messages }) =>
    Object.values(messages).map(({ fullName, versions }) => ({
      subject: subjectOf(topic, fullName),
      definition: versions.at(-1) ?? versions[0],
    })),
  )
  .map((schema, index) => ({ ...schema, id: index + 1 }));

let service: Awaited<ReturnType<typeof confluentThatKnows>>;
beforeAll(async () => {
  service = await confluentThatKnows(schemas);
});
afterAll(() => service.stop());

const around = () => ({ registry: service.registry, unknownId: 4_711 });

const originalOf = ({ topic, key, value, headers }: PoisonRecord) => ({
  ...recordIn(topic)(2, 7, ''),
  key: key?.toString('base64') as string,
  value: value?.toString('base64') as string,
  headers: headersFrom(headers),
});

const read = (record: PoisonRecord) =>
  readerOf({
    consumer: 'any.consumer',
    registry: service.registry,
    contracts,
    heard: ['ReserveStock', 'RefundPayment', 'PaymentDeclined'],
  })(incoming(originalOf(record)));

describe('poison', () => {
  it('is of twelve kinds', () => {
    expect(poisonKinds).toHaveLength(12);
  });

  it.each(poisonKinds)('of %s has good records behind it, or an order that is placed late', async (kind) => {
    const { key, behind, effects, never, mendedBy, idempotencyKey } = await poisonOf(kind, around());
    if (key === null) return expect([behind, effects, never.length]).toEqual([[], [], 1]);
    expect(behind.map((record) => String(record.key))).toEqual(
      idempotencyKey === undefined ? [String(key), String(key)] : [],
    );
    for (const record of behind) expect(await read(record)).toBeDefined();
    const own = mendedBy === undefined || idempotencyKey !== undefined ? 0 : 1;
    expect(effects).toHaveLength(idempotencyKey === undefined ? 2 + own : 1);
    expect(never).toHaveLength(mendedBy === undefined || idempotencyKey !== undefined ? 1 : 0);
  });

  it.each(poisonKinds.filter((kind) => kind !== 'a command that is refused'))(
    '%s cannot be read, for good',
    async (kind) => {
      const failure = read(await poisonOf(kind, around())).then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(await failure).toBeInstanceOf(PermanentFailure);
    },
  );

  it('of a number that no number holds is a number, and nothing else is wrong with it', async () => {
    const record = await poisonOf('a number that no number holds', around());
    const at = record.value?.indexOf(Buffer.from([...Array<number>(9).fill(0x80), 0x01])) ?? -1;
    const small = Buffer.concat([
      record.value?.subarray(0, at) ?? Buffer.alloc(0),
      Buffer.from([2]),
      record.value?.subarray(at + 10) ?? Buffer.alloc(0),
    ]);
    expect(await read({ ...record, value: small })).toMatchObject({
      event: { type: 'RefundPayment', data: { amount: 1, currency: 'EUR' } },
    });
  });

  it('of a command that is refused can be read, and is refused', async () => {
    const heard = await read(await poisonOf('a command that is refused', around()));
    const event = heard?.event as unknown as Parameters<typeof policy>[0];
    expect(isRefusal(order.decide(policy(event), order.initial))).toBe(true);
  });
});

describe('a letter', () => {
  let queue: RunningServer;
  const bodies: string[] = [];
  beforeAll(async () => {
    queue = await serve(async (request, response) => {
      let text = '';
      for await (const part of request) text += part;
      // The table takes its mark; what counts here is what the queue is sent.
      const { MessageBody } = JSON.parse(text) as { readonly MessageBody?: string };
      if (MessageBody !== undefined) bodies.push(MessageBody);
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{"MessageId":"1"}');
    }, 0);
  });
  afterAll(() => queue.stop());

  it.each(poisonKinds)('about %s gives the record back whole', async (kind) => {
    const record = await poisonOf(kind, around());
    const aws = clientConfiguration(queue.url);
    const park = parkIn({
      dynamodb: new DynamoDBClient(aws),
      table: 'table',
      sqs: new SQSClient({ ...aws, useQueueUrlAsEndpoint: false, md5: false }),
      queueUrl: `${queue.url}/1/q`,
      letters: { bucket: 'none', put: async () => undefined },
      consumer: 'inventory.any',
    });
    await park(incoming(originalOf(record)), new Error('why'));
    expect(lettersIn('inventory', { Body: bodies.pop() ?? '' })).toMatchObject([
      {
        context: 'inventory',
        error: 'inventory.any: why',
        partition: 2,
        first: 7,
        last: 7,
        record: {
          topic: record.topic,
          key: record.key?.toString('base64') ?? null,
          value: record.value?.toString('base64') ?? null,
          headers: record.headers,
        },
      },
    ]);
  });

  it('of what the poller gave up says where it was, and is not whole', () => {
    const mapping = { functionName: 'f', eventSourceArn: 'arn' } as Mapping;
    const polled = (partition: number, offset: number) => ({
      ...{ topic: 'a.b-c', partition, offset, timestamp: 0, key: null, value: null, headers: [] },
    });
    const failure = { condition: 'RetryAttemptsExhausted', attempts: 11, functionError: undefined } as const;
    const records = [polled(0, 3), polled(0, 5), polled(12, 1)];
    const Body = JSON.stringify(envelopeOf(mapping, 'b:1', records, failure, 1_000));
    const given = { context: 'payment', at: 1_000, topic: 'a.b-c', record: undefined };
    expect(lettersIn('payment', { Body })).toMatchObject([
      {
        ...given,
        partition: 0,
        first: 3,
        last: 5,
        error: expect.stringMatching(/:f was given up: RetryAttemptsExhausted$/),
      },
      { ...given, partition: 12, first: 1, last: 1 },
    ]);
  });

  it('of another shape is shown, and never passed over', () => {
    expect(lettersIn('crm', { Body: '{"deadline":1}' })).toMatchObject([
      { context: 'crm', error: expect.stringContaining('{"deadline":1}') },
    ]);
  });
});
