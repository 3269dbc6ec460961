/** P4 on the running system: a bad message stops its own key only, and redrive brings all of it in order, once. */
import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { order } from '../../../functions/ordering/decider.ts';
import { aggregate } from '../../../functions/platform/commit/aggregate.ts';
import { commitStore } from '../../../functions/platform/commit/commit.ts';
import type { Message } from '../../../functions/platform/commit/decider.ts';
import { outgoing } from '../../../functions/platform/contract/wire.ts';
import { orderedProducer } from '../../../functions/platform/relay/producer.ts';
import { clientConfiguration } from '../../../local/emulated-aws.ts';
import { shop } from '../../../local/shop.ts';
import { command } from '../../../ops/commands/dlq.ts';
import { type Connection, connectTo } from '../../../ops/connection.ts';
import { type World, worldOf } from '../../../ops/dlq/world.ts';
import { reservation } from '../../../schemas/inventory/reservation/contract.gen.ts';
import { order as orderContract } from '../../../schemas/ordering/order/contract.gen.ts';
import { newSku } from '../../journeys/new-sku.ts';
import { settled } from '../settled.ts';

const stack = inject('stack');
const patiently = { interval: 50 };
const producer = orderedProducer({ brokers: stack.kafkaBrokers.split(',') });
let connection: Connection;
let world: World;
beforeAll(async () => {
  connection = await connectTo('local', clientConfiguration(stack.awsEndpoint));
  world = await worldOf(connection);
  return () => producer.close();
});

/** What inventory never said. */
const say = async (message: Message, key: string, sequence: number): Promise<void> => {
  const about = { source: '/inventory/reservation', subject: key, id: `${key}.${sequence}`, sequence };
  const context = { ...about, at: Date.now(), correlationId: key, causationId: key };
  const { topic, headers, value } = await outgoing(message, [reservation], context, connection.registry);
  await producer.send([{ topic, messages: [{ key, headers: { ...headers }, value: Buffer.from(value) }] }]);
};

const rejected = (key: string): Message => ({
  type: 'ReservationRejected',
  data: { reservationId: key, sku: 'NONE', rejectedAt: Date.now() },
});
const expired = (key: string): Message => ({
  type: 'ReservationExpired',
  data: { reservationId: key, expiredAt: Date.now() },
});

const dlq = async (...words: readonly string[]) => {
  const lines: string[] = [];
  const code = await command.run(words, connection, (line) => lines.push(line));
  return { code, text: lines.join('\n') };
};

const listed = async (key: string): Promise<readonly string[]> => {
  const { text } = await dlq('list', '--key', key, '--consumer', 'ordering.saga', '--json');
  return text.split('\n').filter((line) => line !== '');
};
const parkedOf = async (key: string): Promise<number> =>
  (await listed(key)).reduce((sum, line) => sum + Number(JSON.parse(line).records), 0);

const ordering = () => world.places.find(({ context }) => context === 'ordering');

/** Mends the cause: the order that they spoke of is placed. */
const place = async (orderId: string): Promise<void> => {
  const orders = aggregate({
    name: 'ordering/order',
    decider: order,
    publishes: orderContract,
    store: commitStore(new DynamoDBClient(clientConfiguration(stack.awsEndpoint)), ordering()?.table ?? ''),
    registry: connection.registry,
  });
  const placed = {
    ...{ orderId, customerId: 'ada', lines: [], total: 0, currency: 'EUR' },
    ...{ paymentToken: 'approve', placedAt: Date.now() },
  };
  const data = { orderId, order: placed };
  await orders.handle({ type: 'PlaceOrder', data }, { id: orderId, by: 'ada', correlationId: orderId });
};

describe('a message that cannot be accepted', () => {
  const key = randomUUID();

  it('is parked, the later ones of its key behind it, and others flow', async () => {
    const { offer, place: placeOrder, order: view } = await shop(stack);
    const sku = newSku();
    await offer(sku, 5);
    await say(rejected(key), key, 1);
    await expect.poll(() => parkedOf(key), patiently).toBe(1);
    await say(expired(key), key, 2);
    const other = await placeOrder([{ sku, quantity: 1, unitPrice: 100 }]);
    await expect.poll(() => view(other), patiently).toMatchObject({ status: 'confirmed' });
    await expect.poll(() => parkedOf(key), patiently).toBe(2);
    const [line = ''] = await listed(key);
    expect(JSON.parse(line)).toMatchObject({
      consumer: 'ordering.saga',
      topic: 'inventory.reservation',
      first: {
        type: 'inventory.reservation.ReservationRejected',
        attempts: 1,
        error: { message: expect.stringContaining('unknown-order') },
      },
    });
  });

  it('is shown with its error and its value', async () => {
    const { text } = await dlq('show', '--key', key, '--error', 'unknown-order');
    expect(JSON.parse(text)).toMatchObject({
      consumer: 'ordering.saga',
      error: { name: 'PermanentFailure', stack: expect.any(String) },
      record: {
        key,
        headers: { ce_type: 'inventory.reservation.ReservationRejected', ce_sequence: '1' },
        value: { reservationId: key, sku: 'NONE' },
      },
    });
  });

  it('stays where it is while its cause lasts', async () => {
    const { code, text } = await dlq('redrive', '--key', key, '--yes');
    expect(code).toBe(1);
    expect(text).toContain('which still cannot be handled: PermanentFailure: refused: unknown-order');
    const [line = ''] = await listed(key);
    expect(JSON.parse(line)).toMatchObject({ records: 2, first: { attempts: 2 } });
  });

  it('changes nothing in a dry run, and without an answer', async () => {
    const { code, text } = await dlq('redrive', '--key', key, '--dry-run');
    expect({ code, text }).toMatchObject({
      code: 0,
      text: expect.stringContaining('would redrive 2 parked'),
    });
    await expect(dlq('redrive', '--key', key)).rejects.toThrow('--yes');
    expect(await parkedOf(key)).toBe(2);
  });

  it('is handled in its order when the cause is mended, once, and its key is free', async () => {
    const { order: view } = await shop(stack);
    await place(key);
    expect(await dlq('redrive', '--key', key, '--yes')).toMatchObject({ code: 0 });
    // The other way round it would have timed out.
    expect(await view(key)).toMatchObject({ status: 'cancelled', reason: 'out-of-stock' });
    expect(await parkedOf(key)).toBe(0);
    expect((await dlq('redrive', '--key', key, '--yes')).text).toBe('there is nothing to redrive');
    await say(expired(key), key, 3);
    await settled(connection, 'ordering.saga');
    expect(await parkedOf(key)).toBe(0);
  });

  it('is dropped only with a reason, and who and why are known', async () => {
    const dropped = randomUUID();
    await say(rejected(dropped), dropped, 1);
    await expect.poll(() => parkedOf(dropped), patiently).toBe(1);
    await expect(dlq('drop', '--key', dropped, '--yes')).rejects.toThrow('--why');
    const { code } = await dlq('drop', '--key', dropped, '--why', 'a test', '--by', 'grace', '--yes');
    expect(code).toBe(0);
    expect(await parkedOf(dropped)).toBe(0);
  });
});

describe('what a mapping gave up', () => {
  it('is read back from Kafka and handed to its function again', async () => {
    const key = randomUUID();
    await say(rejected(key), key, 1);
    await expect.poll(() => parkedOf(key), patiently).toBe(1);
    const [line = ''] = await listed(key);
    const { partition, offset } = JSON.parse(line).first;
    await place(key);
    const place_ = ordering();
    const saga = place_?.consumers.find(({ name }) => name === 'ordering.saga');
    const span = { firstRecordOffset: String(offset), lastRecordOffset: String(offset) };
    const envelope = {
      requestContext: {
        ...{ requestId: randomUUID(), functionArn: saga?.functionName },
        ...{ condition: 'RetryAttemptsExhausted', approximateInvokeCount: 11 },
      },
      timestamp: new Date().toISOString(),
      KafkaBatchInfo: { batchSize: 1, recordsInfo: { [`inventory.reservation-${partition}`]: span } },
    };
    const MessageBody = JSON.stringify(envelope);
    const QueueUrl = place_?.queueUrl;
    const { MessageId = '' } = await world.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    expect((await dlq('list', '--id', MessageId)).text).toContain('given up after 11 tries');
    const { code, text } = await dlq('redrive', '--id', MessageId, '--yes');
    expect({ code, text }).toMatchObject({ code: 0, text: expect.stringContaining('1 records handed over') });
    // It waits behind its own mark, which is the first of its key, and comes with it.
    expect(await dlq('redrive', '--key', key, '--yes')).toMatchObject({ code: 0 });
    expect(await parkedOf(key)).toBe(0);
  });
});
