/** What the deployed API takes, and what it refuses. */
import { randomUUID } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { shop } from '../../local/shop.ts';
import { newSku } from './new-sku.ts';

const stack = inject('stack');
const { call, count, post, order, stock, cancel } = await shop(stack);
const line = { sku: 'TEAPOT', quantity: 1, unitPrice: 3_450 };
const request = { lines: [line], currency: 'EUR', paymentToken: 'decline' };

describe('POST /orders', () => {
  it('answers 202 with the id and where to look', async () => {
    const { status, headers, body } = await post(request);
    expect(status).toBe(202);
    expect(headers.get('location')).toBe(`orders/${body.orderId}`);
    const seen = new URL(headers.get('location') ?? '', `${stack.apiUrl}/ordering/orders`);
    expect(await call('GET', seen.pathname)).toMatchObject({ status: 200, body: { orderId: body.orderId } });
  });

  it('lists every fault by its path', async () => {
    const lines = [
      { ...line, quantity: -1 },
      { ...line, sku: 'MUG', quantity: 1e9, colour: 'red' },
    ];
    const { status, headers, body } = await post({ ...request, lines, currency: 'XXQ', coupon: 1 });
    expect(status).toBe(400);
    expect(headers.get('content-type')).toBe('application/problem+json');
    const { errors } = body as unknown as { errors: readonly { path: string }[] };
    expect(errors.map(({ path }) => path).sort()).toEqual([
      '/coupon',
      '/currency',
      '/lines/0/quantity',
      '/lines/1/colour',
      '/lines/1/quantity',
    ]);
  });

  it.each([
    ['JSON that does not end', '{"lines": [', 400],
    [
      'over 100 lines',
      { ...request, lines: Array.from({ length: 101 }, (_, n) => ({ ...line, sku: `S${n}` })) },
      400,
    ],
    ['no lines', { ...request, lines: [] }, 400],
    ['a body over 256 kB', { ...request, paymentToken: 'x'.repeat(256 * 1024) }, 413],
  ])('refuses %s', async (_what, body, expected) => {
    expect(await post(body)).toMatchObject({ status: expected });
  });

  it('places one order under one Idempotency-Key, and refuses the key with another body', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all([
      post(request, headers),
      post(request, headers),
      post(request, headers),
    ]);
    expect(new Set(answers.map(({ body }) => body.orderId)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(await post({ ...request, lines: [{ ...line, quantity: 2 }] }, headers)).toMatchObject({
      status: 422,
    });
  });

  it('takes one key from two customers as two orders', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const grace = await shop(stack, 'grace');
    const [one, other] = await Promise.all([post(request, headers), grace.post(request, headers)]);
    expect(one.body.orderId).not.toBe(other.body.orderId);
  });
});

describe('who may do what', () => {
  it('refuses a caller without a token', async () => {
    expect(await call('POST', '/ordering/orders', { bearer: 'nonsense', body: request })).toMatchObject({
      status: 401,
    });
  });

  it("shows another customer's order to nobody, and lets nobody cancel it", async () => {
    const { body } = await post(request);
    const grace = await shop(stack, 'grace');
    expect(await grace.call('GET', `/ordering/orders/${body.orderId}`)).toMatchObject({ status: 404 });
    expect(await grace.cancel(body.orderId)).toMatchObject({ status: 404 });
    expect(await order(body.orderId)).toMatchObject({ orderId: body.orderId });
  });

  it('lets operators only count stock', async () => {
    const sku = newSku();
    expect(await call('PUT', `/inventory/stock/${sku}`, { body: { onHand: 5 } })).toMatchObject({
      status: 403,
    });
    expect(await count(sku, 5)).toMatchObject({ status: 200, body: { onHand: 5 } });
    expect(await stock(sku)).toMatchObject({ onHand: 5, reserved: 0 });
  });

  it('takes an answer of the gateway only when it is signed', async () => {
    const body = { paymentId: randomUUID(), outcome: 'declined' };
    expect(await call('POST', '/payment/gateway-answers', { body })).toMatchObject({ status: 401 });
  });

  it('knows no order that was not placed', async () => {
    expect(await cancel(randomUUID())).toMatchObject({ status: 404 });
  });
});
