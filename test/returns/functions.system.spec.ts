/** The whole context by its functions: an order is heard of, goods come back, others reply, money is back. */
import { randomUUID } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { noAdmissions } from '../../functions/returns/admissions/admission.ts';
import { admissionStore } from '../../functions/returns/admissions/store.ts';
import { stockItem } from '../../schemas/inventory/stock-item/contract.gen.ts';
import { order as orderContract } from '../../schemas/ordering/order/contract.gen.ts';
import { payment } from '../../schemas/payment/payment/contract.gen.ts';
import { returnContract } from '../../schemas/returns/return/contract.gen.ts';
import { functionsOn } from './functions.ts';

const { call, hear, fire, outbox, recordOf, dynamodb, table } = await functionsOn(
  inject('awsEndpoint'),
  inject('schemaRegistryUrl'),
);
const operator = 'otto operators';
const done = { batchItemFailures: [] };

/** An order of three teas, heard of as far as it is told. */
const newOrder = async ({ completed = true } = {}): Promise<string> => {
  const orderId = randomUUID();
  const lines = [{ sku: 'tea', quantity: 3, unitPrice: 450 }];
  const order = { orderId, customerId: 'ada', lines, currency: 'EUR' };
  const placed = { ...order, total: 1_350, paymentToken: 'approve', placedAt: 1 };
  const ended = { orderId, customerId: 'ada', amount: 1_350, currency: 'EUR', completedAt: 9 };
  const records = [
    await recordOf({ type: 'OrderPlaced', data: placed }, orderContract, '/ordering/order', 1),
    ...(completed
      ? [await recordOf({ type: 'OrderCompleted', data: ended }, orderContract, '/ordering/order', 6)]
      : []),
  ];
  expect(await hear.orders(...records)).toEqual(done);
  return orderId;
};

const request = (orderId: string, quantity = 1, key?: string, caller = 'ada') =>
  call(caller, 'POST /returns', {
    body: { orderId, lines: [{ sku: 'tea', quantity }], reason: 'too green' },
    ...(key !== undefined && { key }),
  });
const requested = async (orderId: string, quantity = 1): Promise<string> =>
  String((await request(orderId, quantity)).body.returnId);
const read = async (id: string, caller = 'ada') => call(caller, 'GET /returns/{id}', { id });
const receive = (id: string, caller = operator) =>
  call(caller, 'POST /returns/{id}/receipt', { id, body: { warehouse: 'vienna' } });
const retry = (id: string, caller = operator) => call(caller, 'POST /returns/{id}/retry', { id });

const allocations = [{ warehouse: 'vienna', quantity: 1 }];
const replyOfStock = async (type: string, returnId: string, time: string) => {
  const data = { sku: 'tea', reservationId: returnId, quantity: 1, allocations, [time]: 5 };
  return recordOf({ type, data }, stockItem, '/inventory/stock-item', Math.ceil(Math.random() * 1e9));
};
const replyOfPayment = async (type: string, returnId: string, more: object) => {
  const data = { paymentId: randomUUID(), refundId: returnId, ...more };
  return recordOf({ type, data }, payment, '/payment/payment', 9);
};
const refunded = (id: string) =>
  replyOfPayment('PaymentRefunded', id, { amount: 450, currency: 'EUR', refundedAt: 5 });
const refused = (id: string) => replyOfPayment('RefundRejected', id, { reason: 'too-much', rejectedAt: 5 });

const typesIn = async (id: string) =>
  (await outbox(id))?.messages.map(({ headers }) => headers.ce_type?.split('.').at(-1));

describe('POST /returns', () => {
  it('takes a return of a completed order, and says where to read it', async () => {
    const { status, headers, body } = await request(await newOrder());
    expect(status).toBe(202);
    expect(headers.location).toBe(`returns/${body.returnId}`);
    const { body: seen } = await read(String(body.returnId));
    expect(seen).toMatchObject({ status: 'requested', amount: 450, currency: 'EUR', customerId: 'ada' });
    expect(await typesIn(String(body.returnId))).toEqual(['ReturnRequested']);
  });

  it('takes one return under one Idempotency-Key, and refuses the key with another body', async () => {
    const [orderId, key] = [await newOrder(), randomUUID()];
    const answers = await Promise.all([1, 2, 3].map(() => request(orderId, 2, key)));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(new Set(answers.map(({ body }) => body.returnId)).size).toBe(1);
    expect(await request(orderId, 1, key)).toMatchObject({ status: 422 });
    expect(await request(await newOrder(), 2, key)).toMatchObject({ status: 422 });
    expect(await request(orderId, 1)).toMatchObject({ status: 202 });
  });

  it('admits no more than was ordered, however many ask at once', async () => {
    const orderId = await newOrder();
    const answers = await Promise.all(Array.from({ length: 8 }, () => request(orderId)));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 202, 202, 409, 409, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.type).toBe('urn:problem:too-many-units');
  });

  it.each<[string, () => Promise<unknown>, number, string]>([
    ['an order that there is not', () => request(randomUUID()), 404, 'unknown-order'],
    ['another’s order', async () => request(await newOrder(), 1, undefined, 'grace'), 404, 'unknown-order'],
    [
      'an order under way',
      async () => request(await newOrder({ completed: false })),
      409,
      'order-not-completed',
    ],
    ['more than was ordered', async () => request(await newOrder(), 4), 409, 'too-many-units'],
    ['nothing', async () => request(await newOrder(), 0), 400, 'invalid-request'],
  ])('refuses %s', async (_what, ask, status, type) => {
    expect(await ask()).toMatchObject({ status, body: { type: `urn:problem:${type}` } });
  });
});

describe('who may do what', () => {
  it('shows a return to its customer and to operators', async () => {
    const id = await requested(await newOrder());
    expect(await read(id, operator)).toMatchObject({ status: 200 });
    expect(await read(id, 'grace')).toMatchObject({ status: 404 });
  });

  it('lets operators only record a receipt and ask again, and only when there is something to ask', async () => {
    const id = await requested(await newOrder());
    expect(await receive(id, 'ada')).toMatchObject({ status: 403 });
    expect(await retry(id, 'ada')).toMatchObject({ status: 403 });
    expect(await retry(id)).toMatchObject({ status: 409, body: { type: 'urn:problem:nothing-is-out' } });
    expect(await receive(id)).toMatchObject({ status: 202 });
    expect(await retry(id)).toMatchObject({ status: 202 });
    expect((await read(id)).body).toMatchObject({ step: 'taking-back', waitsFor: { attempt: 2 } });
    expect(await receive(randomUUID())).toMatchObject({ status: 404 });
    expect(await retry(randomUUID())).toMatchObject({ status: 404 });
  });
});

describe('a return', () => {
  it('sends its commands with its events, and goes on with each reply, once', async () => {
    const id = await requested(await newOrder());
    await receive(id);
    expect(await typesIn(id)).toEqual(['ReturnReceived', 'ReturnStockRequested', 'TakeBackStock']);
    const takenBack = await replyOfStock('StockTakenBack', id, 'takenBackAt');
    expect(await hear.replies(takenBack, takenBack)).toEqual(done);
    expect(await typesIn(id)).toEqual(['ReturnLineTakenBack', 'ReturnRefundRequested', 'RefundPayment']);
    expect(await hear.replies(await refunded(id))).toEqual(done);
    expect(await typesIn(id)).toEqual(['ReturnRefunded', 'ReturnReleaseRequested', 'ReleaseStock']);
    expect(await hear.replies(await replyOfStock('StockReleased', id, 'releasedAt'))).toEqual(done);
    expect((await read(id)).body).toMatchObject({ status: 'completed', lines: [{ status: 'released' }] });
  });

  it('whose refund is refused sends the goods back, and then its units may be returned anew', async () => {
    const orderId = await newOrder();
    const id = await requested(orderId, 3);
    await receive(id);
    await hear.replies(await replyOfStock('StockTakenBack', id, 'takenBackAt'));
    await hear.replies(await refused(id));
    expect(await typesIn(id)).toEqual(['ReturnRefundFailed', 'ReturnSendBackRequested', 'DispatchStock']);
    await hear.replies(await replyOfStock('StockDispatched', id, 'dispatchedAt'));
    expect((await read(id)).body).toMatchObject({ status: 'rejected', lines: [{ status: 'sent-back' }] });
    expect(await request(orderId, 3)).toMatchObject({ status: 409 });
    const data = { returnId: id, orderId, customerId: 'ada', reason: 'too-much', rejectedAt: 5 };
    const rejected = await recordOf({ type: 'ReturnRejected', data }, returnContract, '/returns/return', 9);
    expect(await hear.admissions(rejected, rejected)).toEqual(done);
    expect(await request(orderId, 3)).toMatchObject({ status: 202 });
  });

  it('is not made by a reply about somebody else’s order', async () => {
    const stranger = randomUUID();
    const released = await replyOfStock('StockReleased', stranger, 'releasedAt');
    expect(await hear.replies(released, await refunded(stranger))).toEqual(done);
    expect(await outbox(stranger)).toBeUndefined();
  });

  it('asks again when its deadline fires, as of then, once', async () => {
    const id = await requested(await newOrder());
    await receive(id);
    const [deadline] = (await outbox(id))?.deadlines ?? [];
    // Due long ago: the queue stood still.
    const { type, data } = deadline?.command ?? {};
    const due = { ...deadline, at: 1, command: { type, data: { ...data, at: 1 } } };
    expect(await fire(due)).toEqual(done);
    expect(await fire(due)).toEqual(done);
    expect(await typesIn(id)).toEqual(['ReturnStockRequested', 'TakeBackStock']);
    const { body } = await read(id);
    const { attempt, since } = body.waitsFor as { readonly attempt: number; readonly since: number };
    expect(attempt).toBe(2);
    expect(since).toBeGreaterThan(Date.now() - 60_000);
  });
});

it('keeps an order as it was placed when its events come again', async () => {
  const orderId = await newOrder();
  const data = {
    orderId,
    customerId: 'mallory',
    lines: [],
    total: 0,
    currency: 'EUR',
    paymentToken: '',
    placedAt: 1,
  };
  const again = await recordOf({ type: 'OrderPlaced', data }, orderContract, '/ordering/order', 1);
  expect(await hear.orders(again)).toEqual(done);
  expect(await request(orderId)).toMatchObject({ status: 202 });
});

describe('an admission of long ago', () => {
  const admissions = admissionStore(dynamodb, table);
  /** All three teas, by one return, before anybody can remember. */
  const admittedLongAgo = (orderId: string, returnId: string) => {
    const admission = { lines: [{ sku: 'tea', quantity: 3 }], at: 1, givenBack: false };
    return admissions.replace(orderId, noAdmissions, { version: 1, returns: { [returnId]: admission } });
  };

  it('whose return never came to be stands in nobody’s way', async () => {
    const orderId = await newOrder();
    await admittedLongAgo(orderId, randomUUID());
    expect(await request(orderId)).toMatchObject({ status: 202 });
  });

  it('under the id of another order’s return does not either', async () => {
    const [orderId, other] = [await newOrder(), await requested(await newOrder())];
    await admittedLongAgo(orderId, other);
    expect(await request(orderId)).toMatchObject({ status: 202 });
  });

  it('whose return was requested keeps its units', async () => {
    const orderId = await newOrder();
    const id = await requested(orderId, 3);
    const before = await admissions.read(orderId);
    const admission = { lines: [{ sku: 'tea', quantity: 3 }], at: 1, givenBack: false };
    await admissions.replace(orderId, before, { version: 2, returns: { [id]: admission } });
    expect(await request(orderId)).toMatchObject({ status: 409 });
  });
});
