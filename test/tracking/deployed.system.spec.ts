/** Tracking as it is deployed: over HTTP, fed by Kafka, and rebuilt while it answers. */
import { randomUUID } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { confluentRegistry } from '../../functions/platform/contract/confluent-registry.ts';
import { outgoing } from '../../functions/platform/contract/wire.ts';
import { shop } from '../../local/shop.ts';
import { operator as operatorName, tokenOf } from '../../local/users.ts';
import { returnContract } from '../../schemas/returns/return/contract.gen.ts';
import { newSku } from '../journeys/new-sku.ts';
import { deployAgain, deployVersions } from './deployed.ts';

const stack = inject('stack');
const [ada, grace] = await Promise.all([shop(stack, 'ada'), shop(stack, 'grace')]);
const operator = { bearer: await tokenOf(stack, operatorName) };
const patiently = { interval: 100 };

interface Timeline {
  readonly status: string;
  readonly entries: readonly { readonly type: string; readonly text: string; readonly source: string }[];
}

interface Page {
  readonly orders: readonly { readonly orderId: string }[];
  readonly next?: string;
}

const timelineOf = (orderId: string, as = ada) => as.call<Timeline>('GET', `/tracking/orders/${orderId}`);
const typesOf = async (orderId: string) =>
  ((await timelineOf(orderId)).body.entries ?? []).map(({ type }) => type);

const sku = newSku();
await ada.offer(sku, 10);
const place = () => ada.place([{ sku, quantity: 1, unitPrice: 500 }]);

const expected = ['OrderPlaced', 'ReservationRequested', 'PaymentRequested'];

describe('an order', () => {
  let orderId = '';

  it('has a timeline of what everybody says', async () => {
    orderId = await place();
    await expect.poll(() => typesOf(orderId), patiently).toEqual(expect.arrayContaining(expected));
    const { status, headers, body } = await timelineOf(orderId);
    expect([status, headers.get('x-projection-version')]).toEqual([200, '1']);
    expect(new Set(body.entries.map(({ source }) => source)).size).toBeGreaterThanOrEqual(3);
    expect(body).toMatchObject({ orderId, customerId: 'ada', total: 500, currency: 'EUR' });
  });

  it('is shown to its customer and to operators only', async () => {
    expect((await timelineOf(orderId, grace)).status).toBe(404);
    expect((await ada.call('GET', `/tracking/orders/${orderId}`, operator)).status).toBe(200);
    expect((await grace.call('GET', '/tracking/customers/ada/orders')).status).toBe(403);
  });

  it('is the first of its customer’s orders, and a cursor leads on in this list only', async () => {
    const list = (query: string, options = {}) =>
      ada.call<Page>('GET', `/tracking/customers/ada/orders${query}`, options);
    await expect.poll(async () => (await list('?limit=1')).body.orders[0]?.orderId, patiently).toBe(orderId);
    const later = await place();
    const first = async () => (await list('?limit=1')).body.orders[0]?.orderId;
    await expect.poll(first, patiently).toBe(later);
    const { body } = await list('?limit=1');
    expect((await list(`?limit=1&cursor=${body.next}`)).body.orders[0]?.orderId).toBe(orderId);
    const elsewhere = await ada.call('GET', `/tracking/customers/grace/orders?cursor=${body.next}`, operator);
    expect(elsewhere.status).toBe(400);
    expect((await list('?limit=1000')).status).toBe(400);
  });
});

describe('a stuck saga', () => {
  const returnId = randomUUID();
  const since = Date.now() - 30 * 24 * 3_600_000;

  it('is seen by operators: where, since when, and what it waits for', async () => {
    await sayReturnRequested(returnId, since);
    const steps = async () =>
      (await ada.call<{ steps: readonly { step: string }[] }>('GET', '/tracking/sagas', operator)).body.steps;
    await expect.poll(steps, patiently).toContainEqual(
      expect.objectContaining({
        step: 'return-goods',
        oldest: returnId,
        oldestSince: since,
        isStuck: true,
      }),
    );
    const { body } = await ada.call('GET', '/tracking/sagas/return-goods', operator);
    expect(body).toMatchObject({
      step: 'return-goods',
      waitsFor: expect.stringContaining('ReturnReceived'),
      // Returns of other tests may wait for their goods too.
      sagas: expect.arrayContaining([
        expect.objectContaining({ saga: 'return', id: returnId, since, isStuck: true, escalated: false }),
      ]),
    });
  });

  it('is not shown to customers, and neither is a step that there is none of', async () => {
    for (const path of ['/tracking/sagas', '/tracking/sagas/stock', '/tracking/projection']) {
      expect((await ada.call('GET', path)).status).toBe(403);
    }
    expect((await ada.call('GET', '/tracking/sagas/nowhere', operator)).status).toBe(404);
  });
});

/** To the topic itself, as returns would a month ago. */
const sayReturnRequested = async (returnId: string, at: number): Promise<void> => {
  const data = { returnId, orderId: randomUUID(), customerId: 'ada', lines: [], amount: 5, currency: 'EUR' };
  const event = { type: 'ReturnRequested', data: { ...data, reason: 'broken', requestedAt: at } };
  const id = `${returnId}.1`;
  const context = {
    source: '/returns/return',
    subject: returnId,
    id,
    sequence: 1,
    at,
    correlationId: id,
    causationId: id,
  };
  const registry = confluentRegistry(stack.schemaRegistryUrl);
  const { topic, key, headers, value } = await outgoing(event, [returnContract], context, registry);
  const producer = new Kafka({
    brokers: stack.kafkaBrokers.split(','),
    logLevel: logLevel.NOTHING,
  }).producer();
  await producer.connect();
  await producer.send({ topic, messages: [{ key, headers, value: Buffer.from(value) }] });
  await producer.disconnect();
};

describe('a second version', () => {
  let orderId = '';
  let second: Awaited<ReturnType<typeof deployVersions>> | undefined;

  const versions = async () => {
    const path = '/tracking/projection';
    const { body } = await ada.call<{ versions: readonly object[] }>('GET', path, operator);
    return body.versions;
  };
  const answer = async () => {
    const { headers, body } = await timelineOf(orderId);
    const texts = (body.entries ?? []).map(({ text }) => text);
    return { version: headers.get('x-projection-version'), texts };
  };

  afterAll(async () => {
    await second?.stop();
    await deployAgain(stack, inject('assembly'));
  });

  it('is built beside the first, which answers until then', async () => {
    orderId = await place();
    await expect.poll(() => typesOf(orderId), patiently).toEqual(expect.arrayContaining(expected));
    second = await deployVersions(stack, '1,2=test/tracking/second-version/consume.ts', 'timeline-v2');
    await expect.poll(versions, patiently).toMatchObject([
      { version: 1, state: 'live', percent: 100 },
      { version: 2, state: 'building', percent: 0, handled: 0 },
    ]);
    expect(await answer()).toMatchObject({ version: '1', texts: expect.arrayContaining(['Order placed']) });
  });

  it('answers when it has caught up, with all that was ever said', async () => {
    await second?.start();
    await expect.poll(versions, patiently).toMatchObject([{ state: 'old' }, { state: 'live', percent: 100 }]);
    await expect.poll(answer, patiently).toMatchObject({
      version: '2',
      texts: expect.arrayContaining(['ORDER PLACED', 'PAYMENT IS ASKED FOR', 'STOCK IS ASKED FOR']),
    });
  });

  it('goes on from there', async () => {
    orderId = await place();
    await expect.poll(answer, patiently).toMatchObject({
      version: '2',
      texts: expect.arrayContaining(['ORDER PLACED']),
    });
  });

  it('is taken away again, and the first one, which was fed meanwhile, answers', async () => {
    await deployAgain(stack, inject('assembly'));
    await expect.poll(answer, patiently).toMatchObject({
      version: '1',
      texts: expect.arrayContaining(['Order placed']),
    });
    expect(await versions()).toMatchObject([{ version: 1, state: 'live' }]);
  });
});
