/** Which orders the deployed system takes, from whom and at which prices, and what it tells of them later. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { shop } from '../../local/shop.ts';
import type { Line } from '../../local/shop-views.ts';
import { operator } from '../../local/users.ts';
import { newSku } from '../journeys/new-sku.ts';
import { counterparties } from './counterparties.ts';

const stack = inject('stack');
const { say, close } = counterparties(stack.kafkaBrokers.split(','), stack.schemaRegistryUrl);
afterAll(close);
const [barbara, grace, staff] = [
  await shop(stack, 'barbara'),
  await shop(stack, 'grace'),
  await shop(stack, operator),
];
const { price, post, call } = barbara;

const details = { cptyNo: 'BARBARA', nm1: 'Liskov', nm2: 'Barbara', emailAdr: '', langCd: 'F', lstUpd: 1 };
const registered = (statCd: string, emailAdr = '') =>
  ({ type: 'CounterpartyRegistered', data: { ...details, statCd, emailAdr } }) as const;
const amended = (statCd: string, emailAdr = '') =>
  ({ type: 'CounterpartyAmended', data: { ...details, statCd, emailAdr } }) as const;

const patiently = { timeout: 180_000, interval: 50 };
/** Unlike `expect.poll`, it may be waited for before a test. */
const becomes = (customer: object) =>
  vi.waitFor(
    async () => expect(await call('GET', '/ordering/customers/barbara')).toMatchObject({ body: customer }),
    patiently,
  );

const requestOf = (...lines: readonly Omit<Line, 'quantity'>[]) => ({
  lines: lines.map((line) => ({ ...line, quantity: 1 })),
  currency: 'EUR',
  paymentToken: 'tok_secret',
});
const sold = newSku();
const request = requestOf({ sku: sold, unitPrice: 890 });
const refusedAs = (type: string, detail: unknown) => ({
  status: 409,
  body: { type: `urn:problem:${type}`, detail },
});

beforeAll(async () => {
  await price(sold, 890);
  await say(1, registered('A'));
  // The run's own import says `active` too: only what we said tells that it has come.
  await becomes({ language: 'fr', changedAt: 1 });
});

describe('the replica of customers', () => {
  it('shows a customer in our words, to themselves and to operators', async () => {
    const customer = {
      customerId: 'barbara',
      name: 'Barbara Liskov',
      language: 'fr',
      standing: 'active',
      changedAt: 1,
    };
    const path = '/ordering/customers/barbara';
    expect((await call('GET', path)).body).toEqual(customer);
    expect((await staff.call('GET', path)).body).toEqual(customer);
    expect(await grace.call('GET', path)).toMatchObject({ status: 404 });
    expect(await staff.call('GET', '/ordering/customers/nobody')).toMatchObject({ status: 404 });
  });

  it('takes each change once, and none that is older than what it knows', async () => {
    await say(2, amended('S', 'old@example.org'));
    await say(3, amended('A', 'new@example.org'));
    await say(2, amended('S', 'old@example.org'));
    // What comes after the repeat is taken after it, as they have one key.
    await say(4, { type: 'CounterpartyClosed', data: { cptyNo: 'BARBARA', lstUpd: 4 } });
    await becomes({ standing: 'closed', changedAt: 4 });
    expect(await call('GET', '/ordering/customers/barbara')).toMatchObject({
      body: { email: 'new@example.org', name: 'Barbara Liskov' },
    });
    await say(5, registered('A'));
    await becomes({ standing: 'active' });
    expect((await call<object>('GET', '/ordering/customers/barbara')).body).not.toHaveProperty('email');
  });
});

describe('an order', () => {
  it('is refused from whom the CRM does not know', async () => {
    expect(await staff.post(request)).toMatchObject(
      refusedAs('customer-unknown', expect.stringContaining(operator)),
    );
  });

  it('is refused from who is blocked, with the reason, and taken when they no longer are', async () => {
    await say(6, amended('S'));
    await becomes({ standing: 'blocked', reason: 'suspended' });
    expect(await post(request)).toMatchObject(
      refusedAs('customer-blocked', 'barbara may not order: suspended'),
    );
    await say(7, amended('A'));
    await becomes({ standing: 'active' });
    expect(await post(request)).toMatchObject({ status: 202 });
  });

  it('is refused at prices that are not allowed, and every one is named', async () => {
    const [ranged, unpriced] = [newSku(), newSku()];
    await price(ranged, 400, 450);
    const asked = requestOf(
      { sku: ranged, unitPrice: 451 },
      { sku: sold, unitPrice: 890 },
      { sku: unpriced, unitPrice: 1 },
    );
    expect(await post(asked)).toMatchObject(
      refusedAs(
        'price-unknown',
        `${unpriced} has no price in EUR; ${ranged} was asked for at 451, and costs 400 to 450`,
      ),
    );
    expect(await post(requestOf({ sku: ranged, unitPrice: 399 }))).toMatchObject(
      refusedAs('price-not-allowed', `${ranged} was asked for at 399, and costs 400 to 450`),
    );
    expect(await post({ ...request, currency: 'CHF' })).toMatchObject(
      refusedAs('price-unknown', `${sold} has no price in CHF`),
    );
    expect(await post(requestOf({ sku: ranged, unitPrice: 420 }))).toMatchObject({ status: 202 });
  });

  it('has each of its lines looked at, a hundred at most', async () => {
    const lines = Array.from({ length: 99 }, () => ({ sku: newSku(), unitPrice: 1 }));
    const detail = lines.map(({ sku }) => `${sku} has no price in EUR`).join('; ');
    expect(await post(requestOf(...lines, { sku: sold, unitPrice: 890 }))).toMatchObject(
      refusedAs('price-unknown', detail),
    );
  });

  it('that was taken gets its first answer again, though it would be refused now', async () => {
    const sku = newSku();
    const headers = { 'idempotency-key': randomUUID() };
    await price(sku, 100);
    const first = await post(requestOf({ sku, unitPrice: 100 }), headers);
    await price(sku, 200);
    const again = await post(requestOf({ sku, unitPrice: 100 }), headers);
    expect([first.status, again.status]).toEqual([202, 202]);
    expect(again.body.orderId).toBe(first.body.orderId);
    expect(await post(requestOf({ sku, unitPrice: 100 }))).toMatchObject({ status: 409 });
  });

  it('that was refused is taken under the same key when it may be, and then only once', async () => {
    const sku = newSku();
    const headers = { 'idempotency-key': randomUUID() };
    const asked = requestOf({ sku, unitPrice: 100 });
    expect(await post(asked, headers)).toMatchObject({ status: 409 });
    await price(sku, 100);
    const [first, again] = [await post(asked, headers), await post(asked, headers)];
    expect([first.status, again.status]).toEqual([202, 202]);
    expect(again.body.orderId).toBe(first.body.orderId);
    expect(await post(requestOf({ sku, unitPrice: 101 }), headers)).toMatchObject({ status: 422 });
  });
});

describe('a price', () => {
  it('is set by operators only', async () => {
    const path = `/ordering/prices/${newSku()}`;
    const body = { currency: 'EUR', lowest: 1, highest: 2 };
    expect(await call('PUT', path, { body })).toMatchObject({ status: 403 });
    expect(await call('GET', path)).toMatchObject({ status: 404 });
    expect(await staff.call('PUT', path, { body })).toMatchObject({ status: 200 });
    expect(await call('GET', path)).toMatchObject({
      status: 200,
      body: { prices: [{ ...body, setBy: operator }] },
    });
  });

  it('stays as it was set when it is set again, and stands in each currency by itself', async () => {
    const sku = newSku();
    const first = await price(sku, 100, 200);
    expect((await price(sku, 100, 200)).body).toEqual(first.body);
    expect(await price(sku, 90, 90, 'CHF')).toMatchObject({
      status: 200,
      body: {
        sku,
        prices: [
          { currency: 'EUR', lowest: 100, highest: 200 },
          { currency: 'CHF', lowest: 90, highest: 90 },
        ],
      },
    });
  });

  it('has its faults told by their paths', async () => {
    expect(await price(newSku(), 2, 1)).toMatchObject({
      status: 400,
      body: { errors: [{ path: '/highest' }] },
    });
    expect(await price(newSku(), -1, 1)).toMatchObject({
      status: 400,
      body: { errors: [{ path: '/lowest' }] },
    });
  });
});

describe('the history of an order', () => {
  interface History {
    readonly commits: readonly {
      readonly version: number;
      readonly by: string;
      readonly cause: object;
      readonly events: readonly { readonly type: string; readonly data: object }[];
    }[];
  }

  it('tells who, when and why of each change, from the request to what stock answered', async () => {
    const correlationId = `history-${randomUUID()}`;
    const before = Date.now();
    const { body } = await post(request, { 'x-correlation-id': correlationId });
    const { orderId } = body;
    const path = `/ordering/orders/${orderId}/history`;
    const { commits } = (await call<History>('GET', path)).body;
    expect(commits[0]).toEqual({
      version: 1,
      at: expect.any(Number),
      by: 'barbara',
      correlationId,
      cause: { kind: 'request', route: 'POST /orders' },
      events: [
        {
          type: 'OrderPlaced',
          data: {
            orderId,
            customerId: 'barbara',
            lines: request.lines,
            total: 890,
            currency: 'EUR',
            placedAt: expect.any(Number),
          },
        },
      ],
    });
    const { at } = commits[0] as unknown as { readonly at: number };
    expect(before <= at && at <= Date.now()).toBe(true);
    // Nobody ever counted this SKU.
    await expect
      .poll(async () => (await call<History>('GET', path)).body.commits.at(-1), patiently)
      .toMatchObject({
        by: 'ordering.saga',
        correlationId,
        cause: { kind: 'message', source: '/inventory/reservation' },
        events: [{ type: 'OrderCancelled', data: { reason: 'out-of-stock' } }],
      });
    const after = (await call<History>('GET', path)).body.commits;
    expect(after.map(({ version }) => version)).toEqual(after.map((_, index) => index + 1));
  });

  it('is shown to its customer and to operators only', async () => {
    const { body } = await post(request);
    const path = `/ordering/orders/${body.orderId}/history`;
    expect(await staff.call('GET', path)).toMatchObject({ status: 200, body: { orderId: body.orderId } });
    expect(await grace.call('GET', path)).toMatchObject({ status: 404 });
    expect(await call('GET', `/ordering/orders/${randomUUID()}/history`)).toMatchObject({ status: 404 });
  });
});
