/** A long that is exact in all that a number holds: avsc's own loses the last bit, which is the sign, from 2^52 on. */
import avro from 'avsc';
import { fault, type Reading, readLong, type Tap } from './avro-tap.ts';

/** Twice this, as zigzag has it, is beyond what a number counts one by one. */
const exactInAvsc = 2 ** 52;
const longestBytes = 10;

export class ExactLong extends avro.types.LongType {
  /** Also called on a resolver, which has no other method of this. */
  _read(tap: Tap): number {
    const from = tap.pos;
    const value = readLong(tap);
    return value > -exactInAvsc && value < exactInAvsc ? value : readExactly(tap, from);
  }

  _check(
    value: unknown,
    _flags: unknown,
    hook: ((value: unknown, type: avro.Type) => void) | undefined,
  ): boolean {
    const isLong = Number.isSafeInteger(value);
    if (!isLong) hook?.(value, this);
    return isLong;
  }

  _write(tap: Tap, value: unknown): void {
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new Error(`${value} is not a long`);
    if (value > -exactInAvsc && value < exactInAvsc) tap.writeLong(value);
    else writeExactly(tap, value);
  }
}

const readExactly = (tap: Tap, from: number): number => {
  const bytes = tap.buf.subarray(from, tap.pos);
  if (bytes.length > longestBytes) throw fault('expected a long of 10 bytes, got', bytes.length, tap);
  const zigzag = bytes.reduceRight((sum, byte) => (sum << 7n) | BigInt(byte & 0x7f), 0n);
  const value = (zigzag >> 1n) ^ -(zigzag & 1n);
  if (Number.isSafeInteger(Number(value))) return Number(value);
  throw fault('expected a long that a number holds, got', value, tap);
};

const writeExactly = (tap: Tap, value: number): void => {
  const long = BigInt(value);
  let zigzag = (long << 1n) ^ (long >> 63n);
  for (; zigzag > 0x7fn; zigzag >>= 7n) writeByte(tap, Number(zigzag & 0x7fn) | 0x80);
  writeByte(tap, Number(zigzag));
};

const writeByte = (tap: Tap, byte: number): void => {
  tap.buf[tap.pos] = byte;
  tap.pos += 1;
};

interface Promoting {
  _update(resolver: Reading, writer: avro.Type): void;
}

const promoting = (base: new () => avro.Type) => base as unknown as new () => avro.Type & Promoting;

/** A long that is read as a double or float is read as a long first. */
export class DoubleFromLong extends promoting(avro.types.DoubleType) {
  override _update(resolver: Reading, writer: avro.Type): void {
    super._update(resolver, writer);
    if (writer instanceof ExactLong) resolver._read = ExactLong.prototype._read;
  }
}

export class FloatFromLong extends promoting(avro.types.FloatType) {
  override _update(resolver: Reading, writer: avro.Type): void {
    super._update(resolver, writer);
    if (writer instanceof ExactLong) resolver._read = ExactLong.prototype._read;
  }
}
