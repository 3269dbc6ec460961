/** The HTTP side: what is refused, and how it is said. */
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { TransientFailure } from '../../functions/platform/failure.ts';
import { httpApi, route } from '../../functions/platform/http.ts';
import type { HttpEvent, RouteRequest } from '../../functions/platform/request.ts';

const body = z.strictObject({ name: z.string().min(2), tags: z.array(z.string()).max(2).optional() });
type Body = z.infer<typeof body>;

const eventOf = (text: string | undefined, extra: object = {}, headers: object = {}): HttpEvent =>
  ({
    routeKey: 'POST /things/{id}',
    rawPath: '/things/1',
    headers: { 'content-type': 'application/json', ...headers },
    pathParameters: { id: '1' },
    requestContext: {
      requestId: 'r-1',
      authorizer: { jwt: { claims: { username: 'ada', 'cognito:groups': '[operators staff]' } } },
    },
    body: text,
    isBase64Encoded: false,
    ...extra,
  }) as unknown as HttpEvent;

const answerTo = async (
  event: HttpEvent,
  handle: (request: RouteRequest<Body>) => Promise<unknown> = async () => ({}),
) => {
  const api = httpApi({
    'POST /things/{id}': route(body, async (request) => {
      await handle(request);
      return { status: 200, body: {} };
    }),
  });
  const { statusCode, headers, body: text } = (await api(event)) as APIGatewayProxyStructuredResultV2;
  return { status: statusCode, headers: headers ?? {}, problem: JSON.parse(text ?? '{}') };
};

const seenBy = async (event: HttpEvent): Promise<RouteRequest<Body>> => {
  let seen: RouteRequest<Body> | undefined;
  const { problem } = await answerTo(event, async (request) => {
    seen = request;
  });
  if (seen === undefined) throw new Error(JSON.stringify(problem));
  return seen;
};

const good = JSON.stringify({ name: 'kettle' });

describe('a request', () => {
  it('knows its caller, groups included', async () => {
    expect((await seenBy(eventOf(good))).caller).toEqual({ name: 'ada', groups: ['operators', 'staff'] });
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

  it('has a fresh cause each time without one', async () => {
    expect((await seenBy(eventOf(good))).cause.id).not.toBe((await seenBy(eventOf(good))).cause.id);
  });

  it('is read from base64 too', async () => {
    const text = Buffer.from(good).toString('base64');
    expect((await seenBy(eventOf(text, { isBase64Encoded: true }))).body).toEqual({ name: 'kettle' });
  });
});

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
