/** What an open page is told: all is counted, and one that does not keep up is not sent more. */
import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Digest } from '../../console/live/digest.ts';
import { type Outlet, outlet } from '../../console/live/outlet.ts';
import { eventLines } from '../../console/page/server/event-lines.ts';

const event = { topic: 'ordering.order', type: 'OrderPlaced' };

let server: Server | undefined;
const opened: Outlet[] = [];
afterEach(() => {
  for (const each of opened.splice(0)) each.close();
  server?.closeAllConnections();
  server?.close();
});

const connected = async (): Promise<{ page: IncomingMessage; response: ServerResponse; out: Outlet }> => {
  const served = Promise.withResolvers<ServerResponse>();
  server = createServer((_request, response) => served.resolve(response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const called = get(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const response = await served.promise;
  const out = outlet(response);
  opened.push(out);
  const [page] = (await once(called, 'response')) as [IncomingMessage];
  return { page, response, out };
};

/** Reads until so many events were counted. */
const countedIn = async (page: IncomingMessage, wanted: number) => {
  const lines = eventLines();
  const digests: Digest[] = [];
  const others = new Map<string, string[]>();
  for await (const piece of page.setEncoding('utf8')) {
    for (const { name, data } of lines(piece)) {
      if (name === 'events') digests.push(JSON.parse(data));
      else others.set(name, [...(others.get(name) ?? []), data]);
    }
    if (digests.reduce((sum, { total }) => sum + total, 0) >= wanted) break;
  }
  return { digests, others };
};

describe('an open page', () => {
  it('is told of some events, and how many there were', async () => {
    const { page, out } = await connected();
    for (let n = 0; n < 1_000; n += 1) out.see(event);
    const { digests } = await countedIn(page, 1_000);
    expect(digests[0]).toMatchObject({ total: 1_000, counts: { 'ordering.order': 1_000 } });
    expect(digests[0]?.sample.length).toBeLessThan(50);
    expect(digests[0]?.sample[0]).toEqual(event);
  });

  it('that does not read is not sent more than fits, and misses no count when it reads again', async () => {
    const { page, response, out } = await connected();
    page.pause();
    const padding = 'x'.repeat(1_000_000);
    let seen = 0;
    // Until the way is full, and for as long again.
    while (!response.writableNeedDrain) {
      out.see(event);
      seen += 1;
      out.tell('look', { padding });
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    const held = response.writableLength;
    for (let round = 0; round < 20; round += 1) {
      for (let n = 0; n < 500; n += 1) out.see(event);
      seen += 500;
      out.tell('look', { round, padding });
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    expect(response.writableLength).toBeLessThanOrEqual(held);
    const { digests, others } = await countedIn(page, seen);
    expect(digests.reduce((sum, { total }) => sum + total, 0)).toBe(seen);
    // Of what came meanwhile, only the newest is worth telling.
    const looks = (others.get('look') ?? []).filter((data) => data.includes('round'));
    expect(looks.length).toBeLessThanOrEqual(1);
  });
});
