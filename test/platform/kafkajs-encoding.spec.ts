/** Our patch of kafkajs: records, partitions and groups are what they were, and are made in half the time. */
import { createRequire } from 'node:module';
import {
  array,
  assert,
  constant,
  dictionary,
  integer,
  oneof,
  property,
  record,
  string,
  uint8Array,
} from 'fast-check';
import { describe, expect, it } from 'vitest';

const inside = createRequire(import.meta.url);
type Bytes = string | Buffer;
interface Message {
  readonly offsetDelta: number;
  readonly timestampDelta: number;
  readonly key: Bytes | null;
  readonly value: Bytes | null;
  readonly headers: { readonly [name: string]: Bytes | readonly Bytes[] };
}
const encoded: (message: Message) => { readonly buffer: Buffer } = inside(
  'kafkajs/src/protocol/recordBatch/record/v0/index.js',
);
const murmur2: (key: Bytes) => number = inside('kafkajs/src/producer/partitioners/default/murmur2.js');
const grouped: (props: {
  readonly partitionMetadata: readonly object[];
  readonly messages: readonly { readonly key: number }[];
  readonly partitioner: (of: { readonly message: { readonly key: number } }) => number;
}) => object = inside('kafkajs/src/producer/groupMessagesPerPartition.js');

const Encoder: new (
  size: number,
) => { readonly writeVarInt: (value: number) => { readonly buffer: Buffer } } = inside(
  'kafkajs/src/protocol/encoder.js',
);

/** https://kafka.apache.org/documentation/#record, byte by byte. */
const varint = (value: number): number[] => {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, (BigInt(value) << 1n) ^ (BigInt(value) >> 63n));
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return [...bytes, Number(rest)];
};
const sized = (value: Bytes | null): number[] => {
  if (value === null) return varint(-1);
  const bytes = Buffer.from(value as string);
  return [...varint(bytes.length), ...bytes];
};
const expected = ({ offsetDelta, timestampDelta, key, value, headers }: Message): Buffer => {
  const pairs = Object.entries(headers).flatMap(([name, of]) =>
    (Array.isArray(of) ? (of as readonly Bytes[]) : [of as Bytes]).map((each) => [name, each] as const),
  );
  const body = [
    ...[0, ...varint(timestampDelta), ...varint(offsetDelta), ...sized(key), ...sized(value)],
    ...varint(pairs.length),
    ...pairs.flatMap(([name, each]) => [...sized(name), ...sized(each)]),
  ];
  return Buffer.from([...varint(body.length), ...body]);
};

const bytes = (maxLength: number) =>
  oneof(
    string({ unit: 'binary', maxLength }),
    uint8Array({ maxLength }).map((each) => Buffer.from(each)),
  );
const messages = record<Message>({
  offsetDelta: integer({ min: 0, max: 2 ** 31 - 1 }),
  timestampDelta: integer({ min: -(2 ** 40), max: 2 ** 40 }),
  key: oneof(constant(null), bytes(40)),
  value: oneof(constant(null), bytes(2_000)),
  headers: dictionary(string({ maxLength: 20 }), oneof(bytes(200), array(bytes(20), { maxLength: 3 })), {
    maxKeys: 15,
  }),
});

describe('a record', () => {
  it('is written as Kafka reads it', () => {
    assert(
      property(messages, (message) => {
        expect(encoded(message).buffer.toString('hex')).toBe(expected(message).toString('hex'));
      }),
    );
  });

  it('is larger than any buffer that it began with', () => {
    const message = { offsetDelta: 1, timestampDelta: 2, key: 'k', value: 'v'.repeat(100_000), headers: {} };
    expect(encoded(message).buffer.equals(expected(message))).toBe(true);
  });
});

it.each([0, 1, 2, 3])('a number finds room behind the end of a buffer of %i', (size) => {
  expect([...new Encoder(size).writeVarInt(-(2 ** 31)).buffer]).toEqual(varint(-(2 ** 31)));
});

describe('a key', () => {
  // https://github.com/apache/kafka/blob/4.0.0/clients/src/test/java/org/apache/kafka/common/utils/UtilsTest.java
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])('%s has the hash that Kafka’s own producer gives it', (key, hash) => {
    expect(murmur2(key)).toBe(hash);
    expect(murmur2(Buffer.from(key))).toBe(hash);
  });
});

it('leaves the messages of a partition in their order', () => {
  assert(
    property(array(integer({ min: 0, max: 5 })), (keys) => {
      const all = keys.map((key, n) => ({ key, n }));
      const partitioner = ({ message }: { readonly message: { readonly key: number } }) => message.key % 3;
      const groups = grouped({ partitionMetadata: [{}], messages: all, partitioner });
      expect(groups).toEqual({ ...Object.groupBy(all, ({ key }) => key % 3) });
    }),
  );
});
