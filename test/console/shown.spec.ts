/** Whatever a record holds, what is shown of it is text, bounded, and all of it can be seen. */
import { describe, expect, it } from 'vitest';
import { grouped } from '../../console/failures/grouped.ts';
import { runbookSection } from '../../console/failures/runbook.ts';
import { asText, shortened } from '../../console/topics/as-text.ts';
import { hexOf, shownRecord } from '../../console/topics/shown-record.ts';
import { encodeAvro } from '../../functions/platform/contract/avro.ts';
import type { Parked } from '../../ops/dlq/marks.ts';
import { order } from '../../schemas/ordering/order/contract.gen.ts';

const nobody = {
  header: () => new Uint8Array(),
  open: () => {
    throw new Error('expected a value with Confluent framing');
  },
};

const record = (value: Uint8Array | undefined, headers: { [name: string]: string } = {}, key = 'k') => ({
  ...{ topic: 't', partition: 1, offset: 2, timestamp: 3, key, value, headers },
});

describe('a record', () => {
  it('that nobody can decode is shown with its bytes', async () => {
    const shown = await shownRecord(record(Buffer.from('<script>alert(1)</script>')), nobody, undefined);
    expect(shown).toMatchObject({ isUnreadable: true, bytes: 25, partition: 1, offset: 2, at: 3 });
    expect(shown.body.text).toContain('Confluent framing');
    expect(shown.raw).toContain('3c 73 63 72 69 70 74');
  });

  it('of which operators are not shown all keeps its bytes to itself, also where nobody can decode it', async () => {
    const [schema = ''] = order.messages.OrderPlaced?.versions ?? [];
    const placed = {
      ...{ orderId: 'o', customerId: 'ada', lines: [], total: 0, currency: 'EUR' },
      ...{ paymentToken: 'the-card', placedAt: 1 },
    };
    const value = Buffer.from(encodeAvro(schema, placed, new Uint8Array()));
    const registry = { ...nobody, open: (bytes: Uint8Array) => ({ schema, bytes, start: 0 }) };
    const shown = await shownRecord(record(value), registry, order);
    expect(shown).toMatchObject({ schema: 'OrderPlaced v1', isUnreadable: false });
    expect(JSON.stringify(shown)).not.toContain('the-card');
    expect(shown.raw).toMatch(/^withheld/);
    expect((await shownRecord(record(value), nobody, order)).raw).toMatch(/^withheld/);
  });

  it('without a value says so', async () => {
    const shown = await shownRecord(record(undefined), nobody, undefined);
    expect(shown).toMatchObject({
      isUnreadable: false,
      bytes: 0,
      raw: '',
      body: { text: 'it has no value' },
    });
  });

  it('however large takes no more room than a page has', async () => {
    const huge = Buffer.alloc(900_000, 0x41);
    const key = 'k'.repeat(100_000);
    const shown = await shownRecord(
      record(huge, { ce_type: 't'.repeat(10_000), x: 'y'.repeat(50_000) }, key),
      nobody,
      undefined,
    );
    expect(JSON.stringify(shown).length).toBeLessThan(40_000);
    expect(shown.key.cutFrom).toBe(100_000);
  });
});

describe('text', () => {
  it('that would hide or turn itself around is told by its number', () => {
    expect(asText('a\u202Eb\u0000c\u200Bd\u001B[2J').text).toBe(
      'a\\u{202e}b\\u{0000}c\\u{200b}d\\u{001b}[2J',
    );
    expect(asText({ name: 'tab\there' }).text).toContain('tab\\there');
  });

  it('of what JSON does not have is told, too', () => {
    expect(asText({ n: 2n ** 62n, bytes: Buffer.from([1, 255]) }).text).toBe(
      '{\n  "n": "4611686018427387904",\n  "bytes": "bytes 01ff"\n}',
    );
    expect(asText(undefined).text).toBe('nothing');
  });

  it('says how much of it is left out', () => {
    expect(shortened('abcdef', 3)).toEqual({ text: 'abc', cutFrom: 6 });
    expect(shortened('abc', 3)).toEqual({ text: 'abc' });
  });

  it('of bytes is as hexadecimal editors have it', () => {
    expect(hexOf(Buffer.from('AB\n'))).toBe(`000000  41 42 0a${' '.repeat(39)}  AB.`);
    expect(hexOf(Buffer.alloc(5_000)).split('\n')).toHaveLength(64);
  });
});

describe('dead letters', () => {
  const parked = (key: string, message: string, offset: number): Parked => ({
    ...{
      context: 'ordering',
      consumer: 'ordering.saga',
      sk: `t#${key}#0#${offset}`,
      topic: 't',
      partition: 0,
    },
    ...{ offset, key, type: 't.Paid', attempts: 2, firstAt: 1, lastAt: 2, announced: true },
    error: { name: 'PermanentFailure', message },
  });
  const listed = (key: string, message: string, offset: number, records: number) => {
    const first = parked(key, message, offset);
    return {
      kind: 'key' as const,
      context: 'ordering',
      consumer: 'ordering.saga',
      topic: 't',
      key,
      first,
      records,
    };
  };

  it('stand together by how they failed, the most first, and can be chosen as they are', () => {
    const groups = grouped([
      listed('a', 'it ends too early', 1, 1),
      listed('b', 'there is no order 60980ae4-5509-5db6-b9e6-f89ae0c0ae9c', 2, 3),
      listed('', 'there is no order 01a22a6b-9d3b-73f0-9ae1-8ab8258240f4', 3, 1),
      { kind: 'deadline', context: 'ordering', id: 'm', about: 'deadline d' },
    ]);
    expect(groups.map(({ error, records }) => [error, records])).toEqual([
      ['PermanentFailure: there is no order …', 4],
      ['A deadline that could not be met', 1],
      ['PermanentFailure: it ends too early', 1],
    ]);
    expect(groups[0]?.selection).toEqual({ error: 'PermanentFailure: there is no order ' });
    const saga = { context: 'ordering', consumer: 'ordering.saga' };
    expect(groups[0]?.letters.map(({ selections }) => selections)).toEqual([
      {
        redrive: { ...saga, key: 'b' },
        drop: { ...saga, id: 't-0@2' },
        show: { ...saga, id: 't-0@2' },
      },
      {
        redrive: { ...saga, id: 't-0@3' },
        drop: { ...saga, id: 't-0@3' },
        show: { ...saga, id: 't-0@3' },
      },
    ]);
    expect(groups[1]).not.toHaveProperty('selection');
  });
});

describe('a runbook', () => {
  it('is opened at its heading, and no other file is', () => {
    const { text } = runbookSection('parked', 'dead-letters');
    expect(text).toMatch(/^## Dead letters/);
    expect(text).not.toMatch(/^## (?!Dead letters)/m);
    for (const page of ['../../package', '../adr/0001-the-outbox-is-on-the-head', 'none']) {
      expect(() => runbookSection(page, 'x')).toThrow('there is no runbook');
    }
  });
});
