/** The console's server over HTTP: what it lets in, what it answers, and what every answer tells a browser. */
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { listener } from '../../console/server/listener.ts';
import { asking, changing, Problem, type Route, reading } from '../../console/server/route.ts';
import { type RunningServer, serve } from '../../local/http-server.ts';
import { freePort } from '../../local/ports.ts';

const token = 'the-token';
const changed: unknown[] = [];
const routes: readonly Route[] = [
  reading('/api/orders/:id', async ({ part, query }) => ({ id: part('id'), whole: query.has('whole') })),
  reading('/api/broken', async () => {
    throw new Error('Kafka is away');
  }),
  reading('/api/unknown', async () => {
    throw new Problem(404, 'there is no such order');
  }),
  asking('/api/dry-run', async ({ body }) => z.object({ id: z.string() }).parse(body)),
  changing('/api/redrive', async ({ body }) => void changed.push(body)),
];

const servers: RunningServer[] = [];
const opened = async (mayChange: boolean): Promise<string> => {
  const port = await freePort();
  const file = (path: string) =>
    path === '/map'
      ? { headers: { 'content-type': 'text/html' }, bytes: Buffer.from('<p>map</p>') }
      : undefined;
  const server = await serve(listener({ port, token, mayChange, routes, file }), port);
  servers.push(server);
  return server.url;
};

let url = '';
let readOnly = '';
beforeAll(async () => {
  url = await opened(true);
  readOnly = await opened(false);
});
afterAll(() => Promise.all(servers.map((server) => server.stop())));

/** Headers that `fetch` would not send as they are. */
const ask = async (
  path: string,
  {
    method = 'GET',
    headers = {},
    body,
    at = url,
  }: { method?: string; headers?: object; body?: string; at?: string } = {},
) => {
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number;
    headers: object;
    body: string;
  }>();
  const all = { 'x-console-token': token, ...(body && { 'content-type': 'application/json' }), ...headers };
  const call = request(at, { path, method, headers: all }, (answer) => {
    text(answer).then(
      (whole) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: whole }),
      reject,
    );
  });
  call.once('error', reject);
  call.end(body);
  return promise;
};

describe('the console’s server', () => {
  it('answers with JSON that nobody keeps', async () => {
    const { status, headers, body } = await ask('/api/orders/a%2Fb?whole');
    expect([status, JSON.parse(body)]).toEqual([200, { id: 'a/b', whole: true }]);
    expect(headers).toMatchObject({ 'cache-control': 'no-store' });
  });

  it('tells browsers to run, load and send nothing that is not its own, whatever it answers', async () => {
    for (const path of ['/map', '/api/orders/1', '/api/none', '/none.js']) {
      const { headers } = await ask(path);
      expect(headers, path).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'cross-origin-resource-policy': 'same-origin',
        'content-security-policy': expect.stringMatching(
          /^default-src 'none'; script-src 'self';.*frame-ancestors 'none'.*require-trusted-types-for 'script'/,
        ),
      });
      expect(JSON.stringify(headers)).not.toMatch(/unsafe|access-control/);
    }
  });

  it('changes something for who has the token, and for nobody else', async () => {
    const body = '{"id":"x"}';
    expect(
      (await ask('/api/redrive', { method: 'POST', body, headers: { 'x-console-token': 'no' } })).status,
    ).toBe(401);
    expect(
      (await ask('/api/redrive', { method: 'POST', body, headers: { origin: 'https://evil.example' } }))
        .status,
    ).toBe(403);
    expect(
      (await ask('/api/redrive', { method: 'POST', body, headers: { 'sec-fetch-site': 'cross-site' } }))
        .status,
    ).toBe(403);
    expect(
      (await ask('/api/redrive', { method: 'POST', body, headers: { host: 'evil.example' } })).status,
    ).toBe(421);
    // What a form of another page could send.
    expect(
      (await ask('/api/redrive', { method: 'POST', body, headers: { 'content-type': 'text/plain' } })).status,
    ).toBe(415);
    expect((await ask('/api/redrive')).status).toBe(405);
    expect(changed).toEqual([]);
    expect((await ask('/api/redrive', { method: 'POST', body })).status).toBe(200);
    expect(changed).toEqual([{ id: 'x' }]);
  });

  it('changes nothing where only looking is allowed, and still answers questions', async () => {
    const before = changed.length;
    const body = '{"id":"x"}';
    const refused = await ask('/api/redrive', { method: 'POST', body, at: readOnly });
    expect([refused.status, refused.body]).toEqual([403, expect.stringContaining('--allow-changes')]);
    expect(changed).toHaveLength(before);
    expect((await ask('/api/dry-run', { method: 'POST', body, at: readOnly })).status).toBe(200);
  });

  it('says what was wrong, and who can mend it', async () => {
    expect((await ask('/api/none')).status).toBe(404);
    expect(await ask('/api/unknown')).toMatchObject({
      status: 404,
      body: expect.stringContaining('no such order'),
    });
    expect(await ask('/api/broken')).toMatchObject({
      status: 502,
      body: expect.stringContaining('Kafka is away'),
    });
    const wrong = await ask('/api/dry-run', { method: 'POST', body: '{"id":1}' });
    expect(wrong).toMatchObject({ status: 400, body: expect.stringContaining('expected string') });
    expect((await ask('/api/dry-run', { method: 'POST', body: '{' })).status).toBe(400);
    expect((await ask('/api/orders/%E0%A4%A')).status).toBe(400);
  });

  it.each([
    '//',
    '//evil.example/api/orders/1',
    '/api/orders/%',
    '/map/../../../etc/passwd',
    '/%2e%2e/x',
    '/\\',
    '/?',
    '/api/?%',
  ])('answers a target that is none, and goes on: %s', async (target) => {
    const { status, body } = await ask(target);
    expect([400, 404]).toContain(status);
    expect(body).not.toContain('root:');
    expect((await ask('/map')).status).toBe(200);
  });

  it('takes no more than it can hold', async () => {
    const body = JSON.stringify({ id: 'x'.repeat(1_100_000) });
    expect((await ask('/api/dry-run', { method: 'POST', body })).status).toBe(413);
  });
});
