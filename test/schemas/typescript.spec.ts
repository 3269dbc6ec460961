/** The generated types say what Avro's values are, and no number is ever rounded. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { decodeAvro, encodeAvro } from '../../functions/platform/contract/avro.ts';
import {
  type AvroField,
  type AvroType,
  readTopics,
  schemaRoot,
  type TopicSource,
} from '../../schemas/source.ts';
import { contractModule } from '../../schemas/typescript.ts';

const card = {
  type: 'record',
  name: 'Card',
  fields: [{ name: 'number', type: 'string' }],
} as const satisfies AvroType;
const invoice = {
  type: 'record',
  name: 'Invoice',
  fields: [{ name: 'days', type: 'int' }],
} as const satisfies AvroType;

/** What Avro has, what TypeScript makes of it, a value of it and one that is none. */
const table: readonly (readonly [name: string, AvroType, text: string, value: unknown, wrong: string])[] = [
  ['text', 'string', 'string', 'a', '1'],
  ['flag', 'boolean', 'boolean', true, '1'],
  ['int', 'int', 'Int', 5, '"5"'],
  ['long', 'long', 'Long', 5, '5n'],
  ['double', { type: 'double' }, 'number', 0.5, '"x"'],
  ['bytes', 'bytes', 'Buffer', Buffer.from([1]), '"x"'],
  ['fixed', { type: 'fixed', name: 'Four', size: 4 }, 'Buffer', Buffer.from([1, 2, 3, 4]), '[1]'],
  ['symbol', { type: 'enum', name: 'Size', symbols: ['S', 'L'] }, "'S' | 'L'", 'L', '"M"'],
  ['list', { type: 'array', items: 'int' }, 'readonly Int[]', [1, 2], '["a"]'],
  ['options', { type: 'array', items: ['null', 'int'] }, 'readonly (null | Int)[]', [1, null], '["a"]'],
  ['map', { type: 'map', values: 'int' }, '{ readonly [key: string]: Int }', { a: 1 }, '{ a: "b" }'],
  ['at', { type: 'long', logicalType: 'timestamp-millis' }, 'TimestampMillis', 7, '"now"'],
  ['day', { type: 'int', logicalType: 'date' }, 'EpochDay', 7, '"today"'],
  ['id', { type: 'string', logicalType: 'uuid' }, 'Uuid', '01a20ac4-6feb-73e7-aaa6-000000000001', '1'],
  ['either', ['null', 'string', 'int'], 'null | string | Int', 'a', 'true'],
  ['means', ['null', card], 'null | Card', { number: '1' }, '{ days: 1 }'],
  [
    'told',
    ['null', 'bar.cup.Card', invoice],
    "null | { readonly 'bar.cup.Card': Card } | { readonly 'bar.cup.Invoice': Invoice }",
    { 'bar.cup.Invoice': { days: 1 } },
    '{ days: 1 }',
  ],
  [
    'numbers',
    ['int', 'string', 'double'],
    "{ readonly 'int': Int } | { readonly 'string': string } | { readonly 'double': number }",
    { double: 0.5 },
    '0.5',
  ],
];

const topicOf = (fields: readonly AvroField[], doc = 'It was filled.'): TopicSource => ({
  folder: 'bar/cup',
  topic: 'bar.cup',
  kind: 'events',
  doc: 'Cups.',
  key: 'cupId',
  partitions: 1,
  retentionDays: null,
  cleanup: 'delete',
  schemas: ['CupFilled', 'CupEmptied'].map((name) => ({
    type: name,
    version: 1,
    schema: { type: 'record', name, namespace: 'bar.cup', doc, fields },
  })),
});

const schemaOf = (type: AvroType): string =>
  JSON.stringify({ type: 'record', name: 'Cup', namespace: 'bar.cup', fields: [{ name: 'value', type }] });
const nothing = new Uint8Array();

describe('a type', () => {
  const module = contractModule(topicOf(table.map(([name, type]) => ({ name, type }))));

  it.each(table)('%s is as expected', (name, _type, text) => {
    expect(module.split('\n')).toContainEqual(expect.stringMatching(`^  readonly ${name}\\??: `));
    expect(module.replaceAll('?: ', ': ').split('\n')).toContain(`  readonly ${name}: ${text};`);
  });

  it.each(table)('%s is what avsc takes and gives', (name, type, _text, value) => {
    const withCard = name === 'told' ? ['null', card, invoice] : type;
    const schema = schemaOf(withCard);
    expect(decodeAvro(schema, schema, encodeAvro(schema, { value }, nothing))).toEqual({ value });
  });

  it('lets the compiler take each value, and refuse each wrong one', async () => {
    const sources = table.map(([name, , , value, wrong]) => {
      const text = Buffer.isBuffer(value) ? `Buffer.from([${[...value]}])` : JSON.stringify(value);
      return `export const ${name}: CupFilled['${name}'] = ${text};\n// @ts-expect-error ${name}\nexport const not${name}: CupFilled['${name}'] = ${wrong};\n`;
    });
    await compiled(module, `import type { CupFilled } from './contract.gen.ts';\n${sources.join('')}`);
  });

  it('makes a switch over the messages exhaustive', async () => {
    const program = `import type { CupEvent } from './contract.gen.ts';
export const told = (event: CupEvent): string => {
  switch (event.type) {
    case 'CupFilled': return event.data.text;
    case 'CupEmptied': return event.data.text;
    default: return event satisfies never;
  }
};
// @ts-expect-error a type that there is not
export const other: CupEvent['type'] = 'CupSpilt';
export const half = (event: CupEvent): string => {
  if (event.type === 'CupFilled') return event.data.text;
  // @ts-expect-error the other one
  return event satisfies never;
};
`;
    await compiled(module, program);
  });
});

/** Beside the contracts, so that what is imported is found. @throws with the compiler's words */
const compiled = async (module: string, program: string): Promise<void> => {
  const folder = mkdtempSync(join(schemaRoot, '..', '.types-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const contract = join(schemaRoot, 'contract.ts').replaceAll('\\', '/');
  writeFileSync(join(folder, 'contract.gen.ts'), module.replace('../../contract.ts', contract));
  writeFileSync(join(folder, 'program.ts'), program);
  const configuration = { extends: '../tsconfig.json', include: ['*.ts'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(configuration));
  const tsc = join(schemaRoot, '..', 'node_modules', '.bin', 'tsc');
  await promisify(execFile)(tsc, ['-p', folder]).catch((error: { stdout: string }) => {
    throw new Error(error.stdout);
  });
};

describe('a long', () => {
  const schema = schemaOf('long');

  it.each([2 ** 52 - 1, -(2 ** 52 - 1), 0, 2 ** 31, -(2 ** 31) - 1])(
    'of %d goes through unchanged',
    (value) => {
      expect(decodeAvro(schema, schema, encodeAvro(schema, { value }, nothing))).toEqual({ value });
    },
  );

  it.each([2 ** 53, -(2 ** 53), 2 ** 62, 0.5, Number.NaN])('of %d is refused when it is written', (value) => {
    expect(() => encodeAvro(schema, { value }, nothing)).toThrow(
      expect.objectContaining({ name: 'PermanentFailure', message: expect.stringContaining('value is') }),
    );
  });

  it.each([2n ** 53n, 2n ** 53n + 1n, -(2n ** 53n) - 1n, 2n ** 63n - 1n, -(2n ** 63n)])(
    'of %d, written by another, is refused when it is read, not rounded',
    (value) => {
      const bytes = zigzag(value);
      expect(() => decodeAvro(schema, schema, bytes)).toThrow(
        expect.objectContaining({ name: 'PermanentFailure' }),
      );
    },
  );

  it('of another’s is read as it was written, up to what a number holds', () => {
    expect(decodeAvro(schema, schema, zigzag(1n - 2n ** 53n))).toEqual({ value: 1 - 2 ** 53 });
  });
});

/** Avro's own: https://avro.apache.org/docs/1.12.0/specification/#binary-encoding */
const zigzag = (value: bigint): Uint8Array => {
  let rest = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n));
  const bytes: number[] = [];
  while (rest > 0x7fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  return Uint8Array.from([...bytes, Number(rest)]);
};

it('keeps a doc text inside of its comment', () => {
  const text = contractModule(topicOf([{ name: 'cupId', type: 'string' }], 'One */ two\nthree'));
  expect(text).toContain('/** One *\\/ two\n * three */\nexport interface CupFilled');
});

it('refuses a logical type whose range nothing here holds, by the field', () => {
  const money: AvroType = { type: 'bytes', logicalType: 'decimal' };
  expect(() => contractModule(topicOf([{ name: 'price', type: money }]))).toThrow(
    /^CupFilled\.price: bytes decimal has no type here that holds its range; expected one of long timestamp-millis/,
  );
});

it('generates the same text from the same schemas', () => {
  for (const topic of readTopics())
    expect(contractModule(topic)).toBe(contractModule(structuredClone(topic)));
});
