/**
 * A schema registry with Confluent's API and framing: a zero byte and the schema's id in four, big endian.
 * https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format
 */
import { PermanentFailure, TransientFailure } from '../failure.ts';
import { memoized } from '../memoized.ts';
import * as z from '../zod.ts';
import type { SchemaRegistry } from './registry.ts';

const headerBytes = 5;

const registered = z.object({ id: z.int() });
const known = z.object({ schema: z.string() });

/** @param url the API's root, such as `http://127.0.0.1:8080/apis/ccompat/v7` */
export const confluentRegistry = (url: string): SchemaRegistry => {
  const idOf = memoized(async (subject: string, schema: string) => {
    const path = `/subjects/${encodeURIComponent(subject)}`;
    const { id } = await request(`${url}${path}`, registered, { schema });
    return framingOf(id);
  });
  const schemaOf = memoized<number, void, string>(async (id) => {
    const { schema } = await request(`${url}/schemas/ids/${id}`, known);
    return schema;
  });
  return {
    header: idOf,
    open: (bytes) => {
      const schema = schemaOf(idIn(bytes));
      return typeof schema === 'string'
        ? { schema, bytes, start: headerBytes }
        : schema.then((text) => ({ schema: text, bytes, start: headerBytes }));
    },
  };
};

const framingOf = (id: number): Uint8Array => {
  const header = Buffer.alloc(headerBytes);
  header.writeUInt32BE(id, 1);
  return header;
};

const idIn = (value: Uint8Array): number => {
  if (value.length < headerBytes || value[0] !== 0) {
    const start = Buffer.from(value.subarray(0, headerBytes)).toString('hex');
    throw new PermanentFailure(
      `expected a value with Confluent framing (00 and a 4-byte schema id), got ${value.length} bytes: ${start}`,
    );
  }
  let id = 0;
  for (let at = 1; at < headerBytes; at += 1) id = id * 256 + (value[at] ?? 0);
  return id;
};

const request = async <Answer>(url: string, shape: z.ZodMiniType<Answer>, body?: object): Promise<Answer> => {
  const { status, text } = await ask(url, body).catch((cause: unknown) => {
    throw new TransientFailure(`the schema registry did not answer: ${url}`, { cause });
  });
  if (status === 200) return understood(url, shape, text);
  const message = `the schema registry answered ${status} to ${url}: ${text.slice(0, 500)}`;
  throw isUnknown(status, text) ? new PermanentFailure(message) : new TransientFailure(message);
};

/** The registry's own no, and not that of a proxy before it. */
const isUnknown = (status: number, text: string): boolean =>
  status === 404 && /"error_code"\s*:\s*404\d\d\b/.test(text);

const ask = async (url: string, body?: object) => {
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
    body: body === undefined ? null : JSON.stringify(body),
    signal: AbortSignal.timeout(5_000),
  });
  return { status: response.status, text: await response.text() };
};

/** Whatever is between us and the registry may answer in its place for a while. */
const understood = <Answer>(url: string, shape: z.ZodMiniType<Answer>, text: string): Answer => {
  try {
    return shape.parse(JSON.parse(text));
  } catch (cause) {
    const got = text.slice(0, 500);
    throw new TransientFailure(`expected a schema registry at ${url}, which answered: ${got}`, { cause });
  }
};
