/** A record as it can be shown, whoever wrote it and whatever is in it. */

import type { SchemaRegistry } from '../../functions/platform/contract/registry.ts';
import { decoded } from '../../ops/dlq/show.ts';
import type { TopicRecord } from '../../ops/topic-records.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { ShownRecord } from '../answers/topics.ts';
import { readable, shortened } from './readable.ts';

/** Characters of a key or a header. */
const short = 500;
/** Bytes that are shown as they are. */
const rawBytes = 1_024;

export const shownRecord = async (
  record: TopicRecord,
  registry: SchemaRegistry,
  contract: Contract | undefined,
): Promise<ShownRecord> => {
  const { partition, offset, timestamp, key, value, headers } = record;
  const body = value === undefined ? null : await decoded(value, registry);
  const schema = await schemaOf(value, registry, contract);
  return {
    partition,
    offset,
    at: timestamp,
    key: shortened(key, short),
    type: shortened(headers.ce_type?.split('.').at(-1) ?? '', short).text,
    ...(schema !== undefined && { schema }),
    headers: Object.entries(headers).map(([name, text]) => ({
      name: shortened(name, short).text,
      value: shortened(text, short),
    })),
    body: readable(body ?? 'it has no value'),
    isUnreadable: typeof body === 'object' && body !== null && 'unreadable' in body,
    raw: hexOf(value ?? new Uint8Array()),
    bytes: value?.length ?? 0,
  };
};

/** By the text of the schema: which version of which message it is. */
const schemaOf = async (
  value: Uint8Array | undefined,
  registry: SchemaRegistry,
  contract: Contract | undefined,
): Promise<string | undefined> => {
  if (value === undefined) return undefined;
  try {
    const { schema } = await registry.open(value);
    const written = JSON.stringify(JSON.parse(schema));
    for (const [type, { versions }] of Object.entries(contract?.messages ?? {})) {
      const index = versions.findIndex((text) => JSON.stringify(JSON.parse(text)) === written);
      if (index >= 0) return `${type} v${index + 1}`;
    }
  } catch {
    // The body says why.
  }
  return undefined;
};

/** As hexadecimal editors do it: where, what, and what of it is text. */
export const hexOf = (bytes: Uint8Array): string => {
  const shown = Buffer.from(bytes.subarray(0, rawBytes));
  const lines = Array.from({ length: Math.ceil(shown.length / 16) }, (_, line) => {
    const part = shown.subarray(line * 16, line * 16 + 16);
    const hex = [...part].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = [...part].map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'));
    return `${(line * 16).toString(16).padStart(6, '0')}  ${hex.padEnd(47)}  ${text.join('')}`;
  });
  return lines.join('\n');
};
