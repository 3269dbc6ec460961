/** What avsc's types read from and write to, and how they do it: parts of avsc that it does not declare. */

export interface Tap {
  readonly buf: Buffer;
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
