/** The registry's adapter: what can never be read, what may be tried again, and what is remembered. */
import { randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { decodeAvro } from '../../functions/platform/contract/avro.ts';
import { confluentRegistry } from '../../functions/platform/contract/confluent-registry.ts';
import { outgoing } from '../../functions/platform/contract/wire.ts';
import { serve } from '../../local/http-server.ts';
import { freePort } from '../../local/ports.ts';
import { contextOf, newRegisteredContract } from './account.ts';

const url = inject('schemaRegistryUrl');
const registry = confluentRegistry(url);
const framed = Buffer.from([0, 0, 0, 0, 1, 9]);

/** A registry that answers as the test wants it to. */
const registryThat = async (answer: RequestListener) => {
  const { url: address, stop } = await serve(answer, 0);
  onTestFinished(stop);
  return confluentRegistry(address);
};

describe('a value', () => {
  it.each([
    ['in another framing', Buffer.from([3, 0, 1, 2, 3, 4, 5])],
    ['of too few bytes', Buffer.from([0, 0])],
    ['of no bytes', Buffer.alloc(0)],
    ['with an id that nobody registered', Buffer.from([0, 0x7f, 0xff, 0xff, 0xff, 1])],
    ['with an id beyond what a signed number holds', Buffer.from([0, 0xff, 0xff, 0xff, 0xff, 1])],
  ])('%s can never be read', async (_what, value) => {
    await expect(async () => registry.open(value)).rejects.toMatchObject({ name: 'PermanentFailure' });
  });

  it('that is cut off can never be read', async () => {
    const event = { type: 'Deposited', data: { accountId: 'a-1', amount: 5, note: 'ü' } };
    const contract = await newRegisteredContract(url);
    const { value } = await outgoing(event, [contract], contextOf('a-1'), registry);
    const { schema, bytes, start } = await registry.open(value.subarray(0, value.length - 1));
    expect(() => decodeAvro(schema, schema, bytes, start)).toThrow(
      expect.objectContaining({ name: 'PermanentFailure' }),
    );
  });
});

describe('a registry that is away', () => {
  it.each<[string, RequestListener]>([
    ['answers that it restarts', (_request, response) => response.writeHead(503).end('restarting')],
    [
      'breaks off in the middle of its answer',
      (_request, response) => {
        response.writeHead(200, { 'content-length': 100 }).write('{', () => response.destroy());
      },
    ],
    ['is a proxy’s page', (_request, response) => response.end('<html></html>')],
    ['is missing behind a proxy', (_request, response) => response.writeHead(404).end('no such page')],
    ['answers without a schema', (_request, response) => response.end('{}')],
  ])('may be asked again when it %s, and is', async (_what, trouble) => {
    const schema = `"${randomUUID()}"`;
    let away = true;
    const flaky = await registryThat((request, response) =>
      away ? trouble(request, response) : response.end(JSON.stringify({ schema })),
    );
    await expect(flaky.open(framed)).rejects.toMatchObject({ name: 'TransientFailure' });
    away = false;
    expect(await flaky.open(framed)).toMatchObject({ schema });
  });

  it('may be asked again when nobody listens', async () => {
    const nobody = confluentRegistry(`http://127.0.0.1:${await freePort()}`);
    await expect(nobody.open(framed)).rejects.toMatchObject({ name: 'TransientFailure' });
    await expect(nobody.header('a subject', '"string"')).rejects.toMatchObject({ name: 'TransientFailure' });
  });
});

describe('an answer', () => {
  it('is asked for once, however many want it at the same time', async () => {
    let asked = 0;
    const counting = await registryThat((_request, response) => {
      asked += 1;
      response.end(JSON.stringify({ schema: '"string"', id: 7 }));
    });
    await Promise.all([counting.open(framed), counting.open(framed), counting.header('s', '"string"')]);
    await counting.open(framed);
    expect(asked).toBe(2);
  });
});
