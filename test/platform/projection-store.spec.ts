/** Rows of a read model, on a real table: each source's newest event counts, whatever comes again. */
import { randomUUID } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import type { Origin } from '../../functions/platform/contract/reader.ts';
import { projectionStore } from '../../functions/platform/projection/projection-store.ts';
import { dynamodbAt, newTable } from '../tables.ts';

const client = dynamodbAt(inject('awsEndpoint'));
const { take, read } = projectionStore(client, await newTable(client, 'rows'));

const newRow = () => ({ pk: `row#${randomUUID()}`, sk: 'row' });
const from = (sequence: number, source = '/ordering/order', subject = 'o-1'): Origin => ({
  source,
  subject,
  sequence,
  at: 0,
  topic: 't',
  partition: 0,
  offset: sequence,
});

describe('a row', () => {
  it('takes an event once, and keeps the others’ attributes', async () => {
    const key = newRow();
    expect(await take({ key, set: { status: 'placed', total: 5 } }, from(1))).toBe(true);
    expect(await take({ key, set: { status: 'placed again' } }, from(1))).toBe(false);
    expect(await take({ key, set: { status: 'confirmed' } }, from(2))).toBe(true);
    expect(await read(key)).toMatchObject({ status: 'confirmed', total: 5 });
  });

  it('goes on over a gap, and is not moved back by what comes too late', async () => {
    const key = newRow();
    expect(await take({ key, set: { status: 'completed' } }, from(7))).toBe(true);
    expect(await take({ key, set: { status: 'placed' } }, from(3))).toBe(false);
    expect(await read(key)).toMatchObject({ status: 'completed' });
  });

  it('counts each source, and each of its aggregates, by itself', async () => {
    const key = newRow();
    expect(await take({ key, set: { order: 1 } }, from(5))).toBe(true);
    expect(await take({ key, set: { payment: 1 } }, from(1, '/payment/payment'))).toBe(true);
    expect(await take({ key, set: { other: 1 } }, from(1, '/ordering/order', 'o-2'))).toBe(true);
    expect(await read(key)).toMatchObject({ order: 1, payment: 1, other: 1 });
  });

  it('loses the attributes that are no more', async () => {
    const key = newRow();
    await take({ key, set: { waiting: 'stock', status: 'placed' } }, from(1));
    await take({ key, set: { waiting: undefined, status: 'cancelled' } }, from(2));
    expect(await read(key)).toMatchObject({ status: 'cancelled' });
    expect(await read(key)).not.toHaveProperty('waiting');
  });

  it('is taken once by many at the same time', async () => {
    const key = newRow();
    const taken = await Promise.all(Array.from({ length: 20 }, () => take({ key, set: { a: 1 } }, from(1))));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it('is not there before anything was taken, and says when the table is not', async () => {
    expect(await read(newRow())).toBeUndefined();
    const nowhere = projectionStore(client, 'no-such-table');
    await expect(nowhere.take({ key: newRow(), set: {} }, from(1))).rejects.toMatchObject({
      name: 'TransientFailure',
    });
  });
});
