/** Glue's adapter: what can never be read, what may be tried again, and what is asked once. */
import { randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { deflateSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { decodeAvro, encodeAvro } from '../../functions/platform/contract/avro.ts';
import { inflatedBytes } from '../../functions/platform/contract/glue-framing.ts';
import { freePort } from '../../local/ports.ts';
import { type GlueVersion, glueThatKnows, refuse, registryAt } from './glue-service.ts';

const id = 'b7b4a7f0-9c96-4e4a-a687-fb5de9ef0c63';
const definition = JSON.stringify({
  type: 'record',
  name: 'Thing',
  fields: [{ name: 'name', type: 'string' }],
});
const known = { id, name: 'things-Thing', definition };
const header = Buffer.from(`0300${id.replaceAll('-', '')}`, 'hex');
const zlibHeader = Buffer.from(`0305${id.replaceAll('-', '')}`, 'hex');
const compressed = (payload: Uint8Array) => Buffer.concat([zlibHeader, deflateSync(payload)]);
const glueWith = async (versions: readonly GlueVersion[]) => {
  const { stop, ...glue } = await glueThatKnows(versions);
  onTestFinished(stop);
  return glue;
};
const failure = (kind: 'Permanent' | 'Transient', message = '') => ({
  name: `${kind}Failure`,
  message: expect.stringContaining(message),
});

describe('a value', () => {
  it.each([
    ['in Confluent’s framing', Buffer.from([0, 0, 0, 0, 7, 9]), 'got 6 bytes: 000000000709'],
    ['of no bytes', Buffer.alloc(0), 'got 0 bytes'],
    ['of too few bytes', header.subarray(0, 17), 'got 17 bytes: 0300b7b4'],
    [
      'in an unknown compression',
      Buffer.concat([Buffer.from([3, 1]), randomBytes(20)]),
      'got 22 bytes: 0301',
    ],
    ['of a version that nobody registered', Buffer.from(`0300${'7f'.repeat(17)}`, 'hex'), '7f7f7f7f-7f7f'],
    ['whose zlib payload is none', Buffer.concat([zlibHeader, Buffer.from('plain')]), 'got 5 bytes'],
    ['whose zlib payload is cut off', compressed(Buffer.from('thing')).subarray(0, -5), 'do not inflate'],
    ['whose zlib payload is empty', zlibHeader, 'got 0 bytes'],
  ])('%s can never be read', async (_what, value, message) => {
    const { registry } = await glueWith([known]);
    await expect(async () => registry.open(value)).rejects.toMatchObject(failure('Permanent', message));
  });

  it('may inflate to the bound, and never beyond', async () => {
    const { registry } = await glueWith([known]);
    const { bytes, start } = await registry.open(compressed(Buffer.alloc(inflatedBytes)));
    expect(bytes.length - start).toBe(inflatedBytes);
    const bomb = compressed(Buffer.alloc(inflatedBytes + 1));
    expect(bomb.length).toBeLessThan(10_000);
    await expect(async () => registry.open(bomb)).rejects.toMatchObject(
      failure('Permanent', `${inflatedBytes}`),
    );
  });

  it('is read as it was written', async () => {
    const { registry } = await glueWith([known]);
    const value = encodeAvro(definition, { name: 'ü' }, await registry.header('things-Thing', definition));
    const { schema, bytes, start } = await registry.open(value);
    expect(decodeAvro(definition, schema, bytes, start)).toEqual({ name: 'ü' });
  });
});

describe('a version that was seen', () => {
  it('is not taken for another whose id ends alike', async () => {
    const other = { id: id.replace('b7b4', 'b7b5'), name: 'things-Other', definition: '"string"' };
    const { registry } = await glueWith([known, other]);
    const otherHeader = Buffer.from(`0300${other.id.replaceAll('-', '')}`, 'hex');
    for (const [value, schema] of [
      [header, definition],
      [otherHeader, '"string"'],
      [header, definition],
    ] as const) {
      expect(await registry.open(value)).toMatchObject({ schema });
    }
  });

  it('is not read from a value of another framing', async () => {
    const { registry } = await glueWith([known]);
    await registry.open(header);
    const value = Buffer.concat([Buffer.from([4]), header.subarray(1)]);
    await expect(async () => registry.open(value)).rejects.toMatchObject(
      failure('Permanent', 'got 18 bytes'),
    );
  });
});

describe('a schema', () => {
  it.each([
    ['of another subject', 'things-Other', {}, 'Permanent'],
    ['that failed Glue’s check', known.name, { status: 'FAILURE' }, 'Permanent'],
    ['that Glue still checks', known.name, { status: 'PENDING' }, 'Transient'],
  ] as const)('%s names no value', async (_what, subject, change, kind) => {
    const { registry } = await glueWith([{ ...known, ...change }]);
    await expect(registry.header(subject, definition)).rejects.toMatchObject(failure(kind));
  });

  it('that is not Avro reads no value', async () => {
    const { registry } = await glueWith([{ ...known, format: 'JSON' }]);
    await expect(registry.open(header)).rejects.toMatchObject(failure('Permanent', 'got JSON'));
  });
});

describe('a Glue that is away', () => {
  it.each<[string, RequestListener]>([
    ['is asked too often', (_request, response) => refuse(response, 'ThrottlingException', 400)],
    ['has an error of its own', (_request, response) => refuse(response, 'InternalServiceException', 500)],
    ['does not let us in', (_request, response) => refuse(response, 'AccessDeniedException', 400)],
    ['is a proxy’s page', (_request, response) => response.end('<html></html>')],
    ['answers without a schema', (_request, response) => response.end('{}')],
    [
      'breaks off in the middle of its answer',
      (_request, response) => {
        response.writeHead(200, { 'content-length': 100 }).write('{', () => response.destroy());
      },
    ],
  ])('may be asked again when it %s, and is', async (_what, trouble) => {
    const { registry, state } = await glueWith([known]);
    state.trouble = trouble;
    await expect(registry.open(header)).rejects.toMatchObject(failure('Transient'));
    await expect(registry.header(known.name, definition)).rejects.toMatchObject(failure('Transient'));
    state.trouble = undefined;
    expect(await registry.open(header)).toMatchObject({ schema: definition });
    expect(await registry.header(known.name, definition)).toEqual(header);
  });

  it('may be asked again when nobody listens', async () => {
    const nobody = registryAt(`http://127.0.0.1:${await freePort()}`);
    await expect(nobody.open(header)).rejects.toMatchObject(failure('Transient'));
    await expect(nobody.header('a subject', '"string"')).rejects.toMatchObject(failure('Transient'));
  });
});
