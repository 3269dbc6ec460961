/** Numbers in a record that nobody means: each is a permanent failure, at once, and harms no other record. */
import avro from 'avsc';
import { array as arrayOf, assert, integer, property, string, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAvro, encodeAvro } from '../../functions/platform/contract/avro.ts';

const long = avro.Type.forSchema('long');
/** Of so many bytes that avsc's arithmetic ends at infinity, or at no number. */
const endless = Buffer.from(`${'ff'.repeat(200)}01`, 'hex');
const noNumber = Buffer.from(`${'80'.repeat(200)}00`, 'hex');
const bytesOf = (...parts: readonly (number | Buffer)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'number' ? long.toBuffer(part) : part)));

const recordOf = (...types: readonly unknown[]): string => {
  const fields = types.map((type, n) => ({ name: `field${n}`, type }));
  return JSON.stringify({ type: 'record', name: 'Broken', fields });
};
const array = (items: unknown) => ({ type: 'array', items });
const map = (values: unknown) => ({ type: 'map', values });
/** Reads the second field only, so that the first is skipped. */
const second = JSON.stringify({
  type: 'record',
  name: 'Broken',
  fields: [{ name: 'field1', type: 'int' }],
});

const refused = (reader: string, writer: string, bytes: Buffer, message: RegExp): void => {
  expect(() => decodeAvro(reader, writer, bytes)).toThrow(
    expect.objectContaining({
      name: 'PermanentFailure',
      cause: expect.objectContaining({ message: expect.stringMatching(message) }),
    }),
  );
};

describe('what is read', () => {
  it.each<[string, unknown, Buffer, RegExp]>([
    ['one item more than bytes', array('int'), bytesOf(3, 0, 0), /count of 3 with 2 bytes left/],
    ['more items than bytes', array('int'), bytesOf(3e9, 0, 0), /count of 3000000000 with 2 bytes left/],
    ['more items in a sized block', array('int'), bytesOf(-3e9, 1, 0), /count of -3000000000/],
    ['more items in a second block', array('int'), bytesOf(1, 7, endless), /count of Infinity/],
    ['more entries than bytes', map('int'), bytesOf(3e9, 0, 0), /count of 3000000000/],
    ['items of no bytes', array('null'), bytesOf(3, 0, 0, 0), /items without bytes in a block of 3/],
    ['an int beyond 32 bits', 'int', bytesOf(2 ** 31), /expected an int, got 2147483648/],
    ['a string of a negative length', 'string', bytesOf(-1), /string has a length of -1/],
    ['a string of a length that is no number', 'string', bytesOf(noNumber), /length of NaN/],
    ['a string that goes on behind the end', 'string', bytesOf(3, 5), /length of 3 with 1 bytes left/],
    ['bytes of a negative length', 'bytes', bytesOf(-1), /length of -1/],
    ['bytes of a length that is no number', 'bytes', bytesOf(noNumber), /length of NaN/],
    ['a long beyond every number', 'long', bytesOf(endless), /expected a long of 10 bytes/],
  ])('may not be %s', (_what, type, bytes, message) => {
    const schema = recordOf(type);
    refused(schema, schema, bytes, message);
  });

  it('may be as deep as it likes', () => {
    const tree = JSON.stringify({
      type: 'record',
      name: 'Tree',
      fields: [{ name: 'children', type: array('Tree') }],
    });
    refused(tree, tree, Buffer.alloc(1_000_000, Buffer.from([0x80, 4])), /call stack/);
  });

  it('leaves the bytes of other records alone, whatever their length is said to be', () => {
    const schema = recordOf('bytes');
    refused(schema, schema, bytesOf(noNumber), /NaN/);
    const data = { field0: Buffer.from('intact') };
    expect(decodeAvro(schema, schema, encodeAvro(schema, data, Buffer.alloc(0)))).toEqual(data);
  });
});

describe('what is skipped', () => {
  it.each<[string, unknown, Buffer, RegExp]>([
    ['more items than bytes', array('int'), bytesOf(3e9, 0, 0, 5), /count of 3000000000/],
    ['endlessly many entries', map('int'), bytesOf(endless, 5), /count of Infinity/],
    [
      'items of no bytes',
      array(array('null')),
      bytesOf(1, 2, 0, 0, 5),
      /items without bytes in a block of 2/,
    ],
  ])('may not be %s', (_what, type, bytes, message) => {
    refused(second, recordOf(type, 'int'), bytes, message);
  });

  it('cannot send the reader back to where it was', () => {
    const back = bytesOf(-1, -2, 5);
    expect(() => decodeAvro(second, recordOf(array('int'), 'int'), back)).toThrow(
      expect.objectContaining({ name: 'PermanentFailure' }),
    );
  });

  it('is skipped in blocks of any kind', () => {
    const bytes = bytesOf(-2, 2, 1, 1, 1, 7, 0, 5);
    expect(decodeAvro(second, recordOf(array('int'), 'int'), bytes)).toEqual({ field1: 5 });
  });
});

describe('a reader', () => {
  it.each([
    ['of another record', recordOf('int').replace('Broken', 'Other')],
    ['of what is no Avro', '{"type":"object"}'],
    ['of what is no JSON', 'syntax = "proto3"'],
  ])('%s cannot read, for good', (_what, writer) => {
    refused(second, writer, bytesOf(1), /./);
  });

  it.each(['double', 'float'])('takes a long as a %s with its sign, or not at all', (type) => {
    const reader = recordOf(type);
    const value = -(2 ** 53 - 1);
    const { field0 } = decodeAvro(
      reader,
      recordOf('long'),
      encodeAvro(recordOf('long'), { field0: value }, Buffer.alloc(0)),
    ) as { field0: number };
    expect(field0).toBe(value);
    refused(
      reader,
      recordOf('long'),
      Buffer.from('ffffffffffffffffff01', 'hex'),
      /expected a long that a number holds/,
    );
  });
});

describe('what is read here in the place of avsc', () => {
  const [text, number] = [recordOf('string'), recordOf('long')];
  const readAs = (schema: string, bytes: Buffer): unknown =>
    (decodeAvro(schema, schema, bytes) as { readonly field0: unknown }).field0;

  it('gives the same strings, short or long, however many there were before', () => {
    const strings = arrayOf(string({ unit: 'binary', maxLength: 12 }), { minLength: 1, maxLength: 50 });
    const avscs = avro.Type.forSchema('string');
    assert(
      property(strings, (all) => {
        for (const each of [...all, ...all]) expect(readAs(text, avscs.toBuffer(each))).toBe(each);
      }),
    );
  });

  it('gives the same strings of bytes that are no UTF-8, and never those of other bytes', () => {
    assert(
      property(arrayOf(uint8Array({ maxLength: 9 }), { maxLength: 50 }), (all) => {
        for (const bytes of all) {
          const expected = Buffer.from(bytes).toString('utf8');
          expect(readAs(text, bytesOf(bytes.length, Buffer.from(bytes)))).toBe(expected);
        }
      }),
    );
  });

  it('tells strings apart that share a place', () => {
    const names = Array.from({ length: 5_000 }, (_, n) => n.toString(36)).flatMap((name) => [
      name,
      `${name}same`,
      `\0${name}`,
    ]);
    for (const name of [...names, ...names.toReversed()]) {
      expect(readAs(text, bytesOf(name.length, Buffer.from(name)))).toBe(name);
    }
  });

  it('gives the same numbers', () => {
    const near = [1, 63, 64, 8_191, 8_192, 2 ** 20, 2 ** 31, 2 ** 53 - 1].flatMap((n) => [n, -n, ~n]);
    assert(
      property(integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), (value) => {
        expect(readAs(recordOf('int'), bytesOf(value))).toBe(value);
        expect(readAs(number, bytesOf(value))).toBe(value);
      }),
    );
    for (const value of near.filter(Number.isSafeInteger)) {
      expect(readAs(number, encodeAvro(number, { field0: value }, Buffer.alloc(0)) as Buffer)).toBe(value);
    }
  });

  it('refuses what ends before its length, or in its midst', () => {
    refused(text, text, Buffer.alloc(0), /a string has a length of 0 with -1 bytes left/);
    expect(() => readAs(number, Buffer.from('80', 'hex'))).toThrow(/ends too early/);
  });
});
