/** Bytes, a little broken: bits and bytes changed, forged varints put in, parts cut out, doubled, or taken from another. */
import { pick, type Random, randomBytes } from './random.ts';

/** Counts, lengths and numbers that nobody means: huge, negative, overlong, beyond every number. */
const forged = [
  'ffffffffffffffffff01',
  'feffffffffffffffff01',
  'feffffff0f',
  '808080808001',
  '80808080100180',
  '0101',
  `${'ff'.repeat(200)}01`,
  `${'80'.repeat(200)}00`,
].map((hex) => Buffer.from(hex, 'hex'));

const edges = [0x00, 0x01, 0x02, 0x7f, 0x80, 0xfe, 0xff];

type Mutation = (random: Random, bytes: Buffer, other: Buffer) => Buffer;

const replaced = (bytes: Buffer, from: number, to: number, part: Uint8Array): Buffer =>
  Buffer.concat([bytes.subarray(0, from), part, bytes.subarray(to)]);

const mutations: readonly Mutation[] = [
  (random, bytes) => {
    const at = random(bytes.length);
    return replaced(bytes, at, at + 1, Buffer.from([(bytes[at] ?? 0) ^ (1 << random(8))]));
  },
  (random, bytes) => {
    const at = random(bytes.length);
    return replaced(bytes, at, at + 1, Buffer.from([pick(random, edges)]));
  },
  (random, bytes) => {
    const at = random(bytes.length + 1);
    return replaced(bytes, at, at + random(2), pick(random, forged));
  },
  (random, bytes) => {
    const at = random(bytes.length + 1);
    return replaced(bytes, at, at, randomBytes(random, 1 + random(8)));
  },
  (random, bytes) => bytes.subarray(0, random(bytes.length + 1)),
  (random, bytes) => {
    const from = random(bytes.length + 1);
    return replaced(bytes, from, from + random(8), Buffer.alloc(0));
  },
  (random, bytes) => {
    const from = random(bytes.length + 1);
    return replaced(bytes, from, from, bytes.subarray(from, from + random(60)));
  },
  (random, bytes, other) =>
    Buffer.concat([bytes.subarray(0, random(bytes.length + 1)), other.subarray(random(other.length + 1))]),
];

/** @param kept how many bytes at the start stay as they are */
export const mutated = (random: Random, bytes: Buffer, other: Buffer, kept: number): Buffer => {
  let body = bytes.subarray(kept);
  for (let rounds = 1 + random(3); rounds > 0; rounds -= 1) {
    if (body.length === 0) break;
    body = pick(random, mutations)(random, body, other.subarray(kept));
  }
  return Buffer.concat([bytes.subarray(0, kept), body]);
};
