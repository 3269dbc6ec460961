/** A request as its route sees it. */
import { describe, expect, it } from 'vitest';
import { answerTo, eventOf, good, seenBy } from './things.ts';

describe('a request', () => {
  it('knows its caller, groups included', async () => {
    expect((await seenBy(eventOf(good))).caller).toEqual({
      name: 'ada',
      groups: ['operators', 'staff'],
      scopes: [],
    });
  });

  it('knows a machine by its client, under a name that no user can have, and what its token is good for', async () => {
    const claims = { client_id: '4711', scope: 'tributary/parcels:read tributary/orders:read' };
    const machine = { requestContext: { authorizer: { jwt: { claims } } } };
    expect((await seenBy(eventOf(good, machine))).caller).toEqual({
      name: 'client 4711',
      groups: [],
      scopes: ['tributary/parcels:read', 'tributary/orders:read'],
    });
  });

  it('has the same cause under the same Idempotency-Key of the same caller', async () => {
    const key = { 'idempotency-key': 'k-1' };
    const [one, other, another] = await Promise.all([
      seenBy(eventOf(good, {}, key)),
      seenBy(eventOf(good, {}, key)),
      seenBy(eventOf(JSON.stringify({ name: 'cup' }), {}, key)),
    ]);
    expect(one?.cause).toMatchObject({ id: other?.cause.id, fingerprint: other?.cause.fingerprint });
    expect(another?.cause.id).toBe(one?.cause.id);
    expect(another?.cause.fingerprint).not.toBe(one?.cause.fingerprint);
    const somebody = { requestContext: { authorizer: { jwt: { claims: { username: 'grace' } } } } };
    expect((await seenBy(eventOf(good, somebody, key))).cause.id).not.toBe(one?.cause.id);
  });

  it('has another cause when caller and key run together to the same text', async () => {
    const seen = (username: string, key: string) =>
      seenBy(
        eventOf(
          good,
          { requestContext: { authorizer: { jwt: { claims: { username } } } } },
          { 'idempotency-key': key },
        ),
      );
    const [one, other] = [await seen('ada', 'b:c'), await seen('ada:b', 'c')];
    expect(one.cause.id).not.toBe(other.cause.id);
    expect(one.idempotencyKey).not.toBe(other.idempotencyKey);
  });

  it('has a cause that fits into a sort key, however long its parts are', async () => {
    const claims = { username: 'ö'.repeat(128) };
    const caller = { requestContext: { authorizer: { jwt: { claims } } } };
    const { cause } = await seenBy(eventOf(good, caller, { 'idempotency-key': 'k'.repeat(255) }));
    expect(Buffer.byteLength(cause.id)).toBeLessThanOrEqual(900);
  });

  it('keeps the correlation id of its caller, unless it is none', async () => {
    const { cause } = await seenBy(eventOf(good, {}, { 'x-correlation-id': 'c-7' }));
    expect(cause.correlationId).toBe('c-7');
    const { headers } = await answerTo(eventOf(good, {}, { 'x-correlation-id': 'c\r\nset-cookie: x' }));
    expect(headers['x-correlation-id']).toBe('r-1');
  });

  it('has a fresh cause each time without one', async () => {
    expect((await seenBy(eventOf(good))).cause.id).not.toBe((await seenBy(eventOf(good))).cause.id);
  });

  it('is read from base64 too', async () => {
    const text = Buffer.from(good).toString('base64');
    expect((await seenBy(eventOf(text, { isBase64Encoded: true }))).body).toEqual({ name: 'kettle' });
  });
});
