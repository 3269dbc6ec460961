/** UTF-8 or Latin-1: decided once for a whole file, by a first pass over its bytes. */

export type Encoding = 'utf8' | 'latin1';

const mark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * What is valid UTF-8 to its last byte is UTF-8, and so is what begins with its byte order mark, even when a line of it
 * is broken; all else is Latin-1. One line of a million can decide, so nothing is decided before the end.
 */
export const encodingOf = async (bytes: AsyncIterable<Uint8Array>): Promise<Encoding> => {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let start = Buffer.alloc(0);
  try {
    for await (const chunk of bytes) {
      if (start.length < mark.length) start = Buffer.concat([start, chunk.subarray(0, mark.length)]);
      if (start.subarray(0, mark.length).equals(mark)) return 'utf8';
      decoder.decode(chunk, { stream: true });
    }
    decoder.decode();
    return 'utf8';
  } catch {
    return 'latin1';
  }
};
