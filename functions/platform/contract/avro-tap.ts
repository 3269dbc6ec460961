/** What avsc's types read from and write to, and how they do it: parts of avsc that it does not declare. */

export interface Tap {
  /** Node's own way to a string, which avsc takes too: `toString` looks for the encoding first. */
  readonly buf: Buffer & { utf8Slice(from: number, to: number): string };
  /** Runs on past the end: avsc looks at it when all is done. */
  pos: number;
  readLong(): number;
  readString(): string;
  readBytes(): Buffer;
  skipString(): void;
  writeLong(value: number): void;
}

/** A type, or a resolver, which has a type's ways to read. */
export interface Reading {
  _read(tap: Tap): unknown;
  _skip(tap: Tap): void;
}

export const bytesLeft = ({ buf, pos }: Tap): number => buf.length - pos;

export const fault = (what: string, got: number | bigint, tap: Tap): Error =>
  new Error(`${what} ${got} with ${bytesLeft(tap)} bytes left at byte ${tap.pos}`);

/**
 * A long, as avsc reads it, with the common ones read here: who calls it has nearly every number in a byte or two, and a
 * call of avsc's takes as long as such a number.
 */
export const readLong = (tap: Tap): number => {
  const { buf, pos } = tap;
  const first = buf[pos] ?? goesOn;
  if (first < goesOn) {
    tap.pos = pos + 1;
    return unzigzag(first);
  }
  const second = buf[pos + 1] ?? goesOn;
  if (second >= goesOn) return tap.readLong();
  tap.pos = pos + 2;
  return unzigzag((first & 0x7f) | (second << 7));
};

/** Of a byte behind which another one follows. */
const goesOn = 0x80;

const unzigzag = (written: number): number => (written >> 1) ^ -(written & 1);
