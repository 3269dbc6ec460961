/** Strings; those of a few bytes, such as currencies and states, come again and again, and are made once. */
import avro from 'avsc';
import { bytesLeft, fault, readLong, type Tap } from './avro-tap.ts';

/** What fits two numbers of 32 bits. */
const longest = 8;
const indexBits = 10;
const size = 2 ** indexBits;

/** Made of as many bytes, which are these; a place is taken by whoever comes last. */
const lengths = new Uint8Array(size);
const high = new Int32Array(size);
const low = new Int32Array(size);
const made: string[] = new Array(size).fill('');

/** avsc's own walks backwards with a negative length, and asks Node for each, which takes as long as all else in a small record. */
export class BoundedString extends avro.types.StringType {
  /** Also called on a resolver, which has no other method of this. */
  _read(tap: Tap): string {
    const length = readLong(tap);
    if (!(length >= 0 && length <= bytesLeft(tap))) throw fault('a string has a length of', length, tap);
    const from = tap.pos;
    tap.pos = from + length;
    return length > longest ? tap.buf.utf8Slice(from, tap.pos) : madeOf(tap.buf, from, tap.pos);
  }
}

const madeOf = (bytes: Buffer, from: number, to: number): string => {
  let [above, below] = [0, 0];
  for (let at = from; at < to; at += 1) {
    above = (above << 8) | (below >>> 24);
    below = (below << 8) | (bytes[at] ?? 0);
  }
  const place = (Math.imul(below, 0x9e3779b1) ^ Math.imul(above, 0x85ebca6b)) >>> (32 - indexBits);
  const isMade = lengths[place] === to - from && low[place] === below && high[place] === above;
  const known = made[place];
  if (isMade && known !== undefined) return known;
  const text = bytes.toString('utf8', from, to);
  lengths[place] = to - from;
  low[place] = below;
  high[place] = above;
  made[place] = text;
  return text;
};
