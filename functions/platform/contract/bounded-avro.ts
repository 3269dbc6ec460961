/**
 * Avro types that believe no number in a record: avsc's own allocate what a forged count asks for, walk backwards in
 * a skipped block, give numbers beyond 32 bits for an `int`, and break the pool of `bytes` for the whole process.
 * https://avro.apache.org/docs/1.12.0/specification/#binary-encoding
 */
import avro from 'avsc';
import { bytesLeft, fault, type Reading, readLong, type Tap } from './avro-tap.ts';
import { BoundedString } from './bounded-string.ts';
import { DoubleFromLong, ExactLong, FloatFromLong } from './exact-long.ts';

/** Larger arrays grow as they are read. */
const preallocated = 256;

/** Every item takes a byte at least, so there are no more items than bytes; 0 is the end of the blocks. */
const countIn = (tap: Tap): number => {
  const signed = readLong(tap);
  if (signed < 0) tap.readLong();
  const count = Math.abs(signed);
  if (count === 0 || count <= bytesLeft(tap)) return count;
  throw fault('a block has a count of', signed, tap);
};

/** The one exception is an item of no bytes, such as `null`: without bytes nothing bounds their count. */
const checkProgress = (tap: Tap, from: number, count: number): void => {
  if (tap.pos - from < count) throw fault('items without bytes in a block of', count, tap);
};

const skipBlocks = (tap: Tap, skipItem: () => void): void => {
  for (let count = countIn(tap); count > 0; count = countIn(tap)) {
    const from = tap.pos;
    for (let n = 0; n < count; n += 1) skipItem();
    checkProgress(tap, from, count);
  }
};

class BoundedArray extends avro.types.ArrayType {
  /** Also called on a resolver, which has `itemsType` only. */
  _read(tap: Tap): unknown[] {
    const items = this.itemsType as unknown as Reading;
    let count = countIn(tap);
    const values: unknown[] = new Array(Math.min(count, preallocated));
    for (let at = 0; count > 0; count = countIn(tap)) {
      const from = tap.pos;
      for (const end = at + count; at < end; at += 1) values[at] = items._read(tap);
      checkProgress(tap, from, count);
    }
    return values;
  }

  _skip(tap: Tap): void {
    const items = this.itemsType as unknown as Reading;
    skipBlocks(tap, () => items._skip(tap));
  }
}

class BoundedMap extends avro.types.MapType {
  _read(tap: Tap): { readonly [key: string]: unknown } {
    const values = this.valuesType as Reading;
    const entries: [string, unknown][] = [];
    skipBlocks(tap, () => entries.push([tap.readString(), values._read(tap)]));
    return Object.fromEntries(entries);
  }

  _skip(tap: Tap): void {
    const values = this.valuesType as Reading;
    skipBlocks(tap, () => {
      tap.skipString();
      values._skip(tap);
    });
  }
}

class BoundedInt extends avro.types.IntType {
  _read(tap: Tap): number {
    const value = readLong(tap);
    if (value === (value | 0)) return value;
    throw fault('expected an int, got', value, tap);
  }
}

class BoundedBytes extends avro.types.BytesType {
  _read(tap: Tap): Buffer {
    const { pos } = tap;
    const length = tap.readLong();
    if (!(length >= 0 && length <= bytesLeft(tap))) throw fault('bytes have a length of', length, tap);
    tap.pos = pos;
    return tap.readBytes();
  }
}

/** For avsc's `typeHook`: a type of ours where its own believes too much. */
export const boundedType = (schema: avro.Schema, options: unknown): avro.Type | undefined => {
  const { type } = (typeof schema === 'string' ? { type: schema } : schema) as { readonly type?: unknown };
  switch (type) {
    case 'array':
      return new BoundedArray(schema, options);
    case 'map':
      return new BoundedMap(schema, options);
    case 'int':
      return new BoundedInt();
    case 'long':
      return new ExactLong();
    case 'float':
      return new FloatFromLong();
    case 'double':
      return new DoubleFromLong();
    case 'bytes':
      return new BoundedBytes();
    case 'string':
      return new BoundedString();
  }
  return undefined;
};
