/** A record as it can be shown, whoever wrote it and whatever is in it. */

import type { SchemaRegistry } from '../../functions/platform/contract/registry.ts';
import { readable } from '../../ops/readable.ts';
import type { TopicRecord } from '../../ops/topic-records.ts';
import { mayHoldSecrets } from '../../ops/withheld.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { ShownRecord } from '../answers/topics.ts';
import { asText, shortened } from './as-text.ts';

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
  const body = value === undefined ? null : await readable(value, registry);
  const known = await schemaOf(value, registry, contract);
  return {
    partition,
    offset,
    at: timestamp,
    key: shortened(key, short),
    type: shortened(headers.ce_type?.split('.').at(-1) ?? '', short).text,
    ...(known !== undefined && { schema: known.name }),
    headers: Object.entries(headers).map(([name, text]) => ({
      name: shortened(name, short).text,
      value: shortened(text, short),
    })),
    body: asText(body ?? 'it has no value'),
    isUnreadable: typeof body === 'object' && body !== null && 'unreadable' in body,
    raw: isSecret(known, contract) ? withheldBytes : hexOf(value ?? new Uint8Array()),
    bytes: value?.length ?? 0,
  };
};

interface Known {
  /** Such as `OrderCancelled v2`. */
  readonly name: string;
  readonly text: string;
}

const withheldBytes = 'withheld: such records may hold what operators are not shown';

/** What cannot be told apart may be any of its topic's. */
const isSecret = (known: Known | undefined, contract: Contract | undefined): boolean =>
  known === undefined
    ? Object.values(contract?.messages ?? {}).some(({ versions }) => versions.some(mayHoldSecrets))
    : mayHoldSecrets(known.text);

/** By the text of the schema: which version of which message it is. */
const schemaOf = async (
  value: Uint8Array | undefined,
  registry: SchemaRegistry,
  contract: Contract | undefined,
): Promise<Known | undefined> => {
  if (value === undefined) return undefined;
  try {
    const { schema } = await registry.open(value);
    const written = JSON.stringify(JSON.parse(schema));
    for (const [type, { versions }] of Object.entries(contract?.messages ?? {})) {
      const index = versions.findIndex((text) => JSON.stringify(JSON.parse(text)) === written);
      if (index >= 0) return { name: `${type} v${index + 1}`, text: schema };
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
