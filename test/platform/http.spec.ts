/** What the HTTP side refuses, and how it says so. */
import { describe, expect, it } from 'vitest';
import { CauseReused } from '../../functions/platform/commit/commit.ts';
import { refuse } from '../../functions/platform/commit/decider.ts';
import { CommitTooLarge } from '../../functions/platform/commit/item-size.ts';
import { TransientFailure } from '../../functions/platform/failure.ts';
import { httpApi, refused } from '../../functions/platform/http/http.ts';
import { answerTo, eventOf, good } from './things.ts';

describe('a refused request', () => {
  it('is a problem document with every fault by its path', async () => {
    const { status, headers, problem } = await answerTo(
      eventOf(JSON.stringify({ name: 'k', tags: ['a', 1], 'a/b': 1 })),
    );
    expect(status).toBe(400);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(problem).toMatchObject({ type: 'urn:problem:invalid-request', status: 400, correlationId: 'r-1' });
    const paths = problem.errors.map(({ path }: { path: string }) => path);
    expect(paths.sort()).toEqual(['/a~1b', '/name', '/tags/1']);
  });

  it.each([
    ['bad JSON', eventOf('{'), 400],
    ['no body', eventOf(undefined), 400],
    ['another content type', eventOf(good, {}, { 'content-type': 'text/plain' }), 415],
    ['a body over 256 KiB', eventOf(JSON.stringify({ name: 'x'.repeat(256 * 1024) })), 413],
    [
      'a body over 256 KiB in base64',
      eventOf(Buffer.alloc(256 * 1024 + 1, 'x').toString('base64'), { isBase64Encoded: true }),
      413,
    ],
    ['an id that is none', eventOf(good, { pathParameters: { id: '../1' } }), 400],
    ['an Idempotency-Key with spaces', eventOf(good, {}, { 'idempotency-key': 'a b' }), 400],
    ['an Idempotency-Key of 256 characters', eventOf(good, {}, { 'idempotency-key': 'a'.repeat(256) }), 400],
    ['a route that there is not', eventOf(good, { routeKey: 'GET /other' }), 404],
  ])('says so for %s', async (_what, event, expected) => {
    const { status, problem } = await answerTo(event);
    expect(status).toBe(expected);
    expect(problem.status).toBe(expected);
    expect(problem.detail).toMatch(/\S/);
  });

  it.each([
    ['a key that came with another body', new CauseReused('k-1'), 422, 'idempotency-key-reused'],
    ['more than one commit can hold', new CommitTooLarge('too much'), 413, 'commit-too-large'],
    ['what the state does not allow', refused(refuse('below-reserved', 'no')), 409, 'below-reserved'],
    ['what does not exist', refused(refuse('unknown-order', 'no')), 404, 'unknown-order'],
  ])('says so for %s', async (_what, error, expected, type) => {
    const { status, headers, problem } = await answerTo(eventOf(good), async () => {
      throw error;
    });
    expect(status).toBe(expected);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(problem).toMatchObject({ type: `urn:problem:${type}`, status: expected });
  });

  it('may be sent again when the failure can pass', async () => {
    const { status, headers } = await answerTo(eventOf(good), async () => {
      throw new TransientFailure('the table is throttled');
    });
    expect(status).toBe(503);
    expect(headers['retry-after']).toBe('1');
  });

  it('says nothing of our inside when the fault is ours', async () => {
    const { status, problem } = await answerTo(eventOf(good), async () => {
      throw new Error('secret table name');
    });
    expect(status).toBe(500);
    expect(JSON.stringify(problem)).not.toContain('secret');
  });
});

describe('an answer', () => {
  const answered = async (body: object | string, headers?: { readonly [name: string]: string }) =>
    httpApi({ 'POST /things/{id}': async () => ({ status: 200, body, ...(headers && { headers }) }) })(
      eventOf(good),
    );

  it('is JSON when it is an object', async () => {
    const { headers, body } = await answered({ a: 'ü' });
    expect(headers?.['content-type']).toBe('application/json');
    expect(body).toBe('{"a":"ü"}');
  });

  it('leaves as it is when it is text, under its own content type', async () => {
    const { headers, body } = await answered('a;"b"', { 'content-type': 'text/csv' });
    expect(headers?.['content-type']).toBe('text/csv');
    expect(body).toBe('a;"b"');
  });
});
