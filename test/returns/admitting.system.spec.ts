/** Admissions on real DynamoDB, with many customers' clicks at once. */
import { randomUUID } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { isRefusal } from '../../functions/platform/commit/decider.ts';
import { abandonedAfter, admitting } from '../../functions/returns/admissions/admitting.ts';
import { admissionStore } from '../../functions/returns/admissions/store.ts';
import { dynamodbAt, newTable } from '../tables.ts';

const dynamodb = dynamodbAt(inject('awsEndpoint'));
const store = admissionStore(dynamodb, await newTable(dynamodb, 'returns'));
const requested = new Set<string>();
const { admit, giveBack } = admitting({
  store,
  isRequested: async (returnId, orderId) => requested.has(`${returnId} of ${orderId}`),
});

const orderOf = (quantity: number) => ({ orderId: randomUUID(), lines: [{ sku: 'tea', quantity }] });
const wishFor = (quantity: number, at = 1_000) => ({
  returnId: randomUUID(),
  lines: [{ sku: 'tea', quantity }],
  at,
});
const unitsOut = async (orderId: string): Promise<number> => {
  const { returns } = await store.read(orderId);
  return Object.values(returns)
    .filter(({ givenBack }) => !givenBack)
    .flatMap(({ lines }) => lines)
    .reduce((sum, { quantity }) => sum + quantity, 0);
};
const tooMany = { refused: 'too-many-units' };

describe('returns of one order at the same time', () => {
  it('are admitted to every unit, and to none twice', async () => {
    const order = orderOf(5);
    const answers = await Promise.all(Array.from({ length: 12 }, () => admit(order, wishFor(1))));
    expect(answers.filter((answer) => !isRefusal(answer))).toHaveLength(5);
    expect(await unitsOut(order.orderId)).toBe(5);
  });

  it('of different sizes never exceed what was ordered', async () => {
    const order = orderOf(7);
    await Promise.all([3, 3, 3, 2, 2, 1].map((quantity) => admit(order, wishFor(quantity))));
    expect(await unitsOut(order.orderId)).toBeLessThanOrEqual(7);
    expect(await unitsOut(order.orderId)).toBeGreaterThanOrEqual(6);
  });

  it('under one id are one', async () => {
    const [order, wish] = [orderOf(4), wishFor(2)];
    await Promise.all([admit(order, wish), admit(order, wish), admit(order, wish)]);
    expect(await unitsOut(order.orderId)).toBe(2);
  });
});

it('refuses another wish under the id of an earlier one', async () => {
  const [order, wish] = [orderOf(4), wishFor(2)];
  await admit(order, wish);
  const other = { ...wish, lines: [{ sku: 'tea', quantity: 1 }] };
  await expect(admit(order, other)).rejects.toMatchObject({ name: 'CauseReused' });
});

it('lets a return have what another gave back, and takes nothing for a repeat of that other', async () => {
  const [order, first] = [orderOf(2), wishFor(2)];
  await admit(order, first);
  expect(await admit(order, wishFor(1))).toMatchObject(tooMany);
  await giveBack(order.orderId, first.returnId);
  await giveBack(order.orderId, first.returnId);
  expect(await unitsOut(order.orderId)).toBe(0);
  await admit(order, first);
  expect(await unitsOut(order.orderId)).toBe(0);
  expect(isRefusal(await admit(order, wishFor(2)))).toBe(false);
});

describe('an admission without a return', () => {
  const later = 1_000 + abandonedAfter + 1;

  it('is found again by a repeat, and held for it while one can come', async () => {
    const [order, lost] = [orderOf(1), wishFor(1)];
    await admit(order, lost);
    expect(await admit(order, wishFor(1, later - 1))).toMatchObject(tooMany);
    expect(isRefusal(await admit(order, lost))).toBe(false);
    expect(await unitsOut(order.orderId)).toBe(1);
  });

  it('gives way to another return after that', async () => {
    const [order, lost] = [orderOf(1), wishFor(1)];
    await admit(order, lost);
    const next = wishFor(1, later);
    expect(isRefusal(await admit(order, next))).toBe(false);
    expect(Object.keys((await store.read(order.orderId)).returns)).toEqual([next.returnId]);
  });

  it('is told from one whose return was requested', async () => {
    const [order, kept] = [orderOf(1), wishFor(1)];
    await admit(order, kept);
    requested.add(`${kept.returnId} of ${order.orderId}`);
    expect(await admit(order, wishFor(1, later))).toMatchObject(tooMany);
  });

  it('does not make room for more than was ordered', async () => {
    const [order, lost] = [orderOf(1), wishFor(1)];
    await admit(order, lost);
    expect(await admit(order, wishFor(2, later))).toMatchObject(tooMany);
  });
});

it('asks to be tried again when others were faster each time', async () => {
  const overtaken = admitting({
    store: { ...store, replace: async () => false },
    isRequested: async () => false,
  });
  await expect(overtaken.admit(orderOf(1), wishFor(1))).rejects.toMatchObject({ name: 'TransientFailure' });
});
