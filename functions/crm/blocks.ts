/** A file's bytes as blocks of whole lines: what is read, handled and checkpointed at once. */
import type { Encoding } from './encoding.ts';

export interface Place {
  /** Bytes from the file's start. */
  readonly offset: number;
  /** The number of the line that begins there, from 1. */
  readonly line: number;
}

export interface Line {
  readonly line: number;
  /** Without its end; undefined when it was too long to keep. */
  readonly text: string | undefined;
}

export interface Block {
  readonly lines: readonly Line[];
  /** Where the next one begins. */
  readonly next: Place;
}

export const longestLine = 16 * 1024;
const linesPerBlock = 1_000;
const bytesPerBlock = 1024 * 1024;

const newline = 0x0a;
const byteOrderMark = '\uFEFF';

/**
 * A line ends at a line feed, quoted or not: a quote that is never closed breaks its own line only. Where a block ends
 * follows from where it begins and from the bytes, never from how they arrive.
 *
 * @param bytes the file's, from `from` on
 */
export async function* blocksOf(
  bytes: AsyncIterable<Uint8Array>,
  encoding: Encoding,
  from: Place,
): AsyncGenerator<Block> {
  let lines: Line[] = [];
  let { offset, line } = from;
  let start = offset;
  const current = openLine(encoding);
  const end = (endBytes: number): void => {
    offset += current.size() + endBytes;
    lines.push({ line, text: current.close(line) });
    line += 1;
  };
  const block = (): Block => {
    const ended = { lines, next: { offset, line } };
    lines = [];
    start = offset;
    return ended;
  };
  for await (const chunk of bytes) {
    let at = 0;
    for (let to = chunk.indexOf(newline); to !== -1; to = chunk.indexOf(newline, at)) {
      current.add(chunk.subarray(at, to));
      end(1);
      at = to + 1;
      if (lines.length === linesPerBlock || offset - start >= bytesPerBlock) yield block();
    }
    current.add(chunk.subarray(at));
  }
  if (current.size() > 0) end(0);
  if (lines.length > 0) yield block();
}

/** Keeps no more of a line than may be wanted. */
const openLine = (encoding: Encoding) => {
  let parts: Uint8Array[] = [];
  let size = 0;
  return {
    size: () => size,
    add: (part: Uint8Array): void => {
      if (part.length === 0) return;
      size += part.length;
      if (size <= longestLine) parts.push(part);
    },
    close: (line: number): string | undefined => {
      const text = size <= longestLine ? textOf(parts, encoding) : undefined;
      parts = [];
      size = 0;
      return line === 1 && text?.startsWith(byteOrderMark) ? text.slice(1) : text;
    },
  };
};

const textOf = (parts: readonly Uint8Array[], encoding: Encoding): string => {
  const [first = new Uint8Array(), ...others] = parts;
  const bytes = others.length === 0 ? first : Buffer.concat(parts);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(encoding);
  return text.endsWith('\r') ? text.slice(0, -1) : text;
};
