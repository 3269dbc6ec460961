/** Bytes as blocks of whole lines, in bounded pieces, from any place of a file. */
import { describe, expect, it } from 'vitest';
import { type Block, blocksOf, longestLine, type Place } from '../../functions/crm/blocks.ts';
import { type Encoding, encodingOf } from '../../functions/crm/encoding.ts';
import { inPieces } from './export.ts';

const start: Place = { offset: 0, line: 1 };

const blocksIn = async (bytes: Buffer, size = 7, from = start, encoding: Encoding = 'utf8') => {
  const blocks: Block[] = [];
  for await (const block of blocksOf(inPieces(bytes.subarray(from.offset), size), encoding, from)) {
    blocks.push(block);
  }
  return blocks;
};
const textsIn = async (text: string | Buffer, size?: number, encoding?: Encoding) =>
  (await blocksIn(Buffer.from(text as string), size, start, encoding)).flatMap(({ lines }) =>
    lines.map((line) => line.text),
  );

describe('lines', () => {
  it.each([1, 2, 3, 1_000])('end alike in pieces of %i bytes', async (size) => {
    expect(await textsIn('a;ü\r\nb\n\n"c\nd"', size)).toEqual(['a;ü', 'b', '', '"c', 'd"']);
    expect(await textsIn('a\n', size)).toEqual(['a']);
    expect(await textsIn('', size)).toEqual([]);
  });

  it('leave out a byte order mark at the start, and nowhere else', async () => {
    expect(await textsIn('\uFEFFa\n\uFEFFb', 2)).toEqual(['a', '\uFEFFb']);
  });

  it('that are too long are told, and end where they end', async () => {
    const kept = 'x'.repeat(longestLine);
    expect(await textsIn(`a\n${kept}x\nb\n${kept}\n`, 1_000)).toEqual(['a', undefined, 'b', kept]);
  });

  it('are told apart in Latin-1', async () => {
    expect(await textsIn(Buffer.from('Gödel\nÉmile', 'latin1'), 3, 'latin1')).toEqual(['Gödel', 'Émile']);
  });
});

describe('blocks', () => {
  const rows = Array.from({ length: 2_500 }, (_, n) => `row ${n} ${'ü'.repeat(n % 9)}\n`).join('');
  const bytes = Buffer.from(rows);

  it('hold a thousand lines', async () => {
    expect((await blocksIn(bytes, 999)).map(({ lines }) => lines.length)).toEqual([1_000, 1_000, 500]);
  });

  it('hold fewer when these are long', async () => {
    const long = Buffer.from(`${'x'.repeat(longestLine - 1)}\n`.repeat(130));
    expect((await blocksIn(long, 65_536)).map(({ lines }) => lines.length)).toEqual([64, 64, 2]);
  });

  it('begin where the one before ended, whatever the pieces, and can be read from there', async () => {
    const whole = await blocksIn(bytes, 65_536);
    expect(await blocksIn(bytes, 13)).toEqual(whole);
    const [first, ...others] = whole;
    expect(await blocksIn(bytes, 777, first?.next)).toEqual(others);
    expect(whole.at(-1)?.next).toEqual({ offset: bytes.length, line: 2_501 });
  });
});

describe('the encoding', () => {
  const of = (text: Buffer, size = 1) => encodingOf(inPieces(text, size));

  it.each([1, 2, 5])('is told of the whole file, in pieces of %i bytes', async (size) => {
    expect(await of(Buffer.from('NM1\nGödel €𝄞'), size)).toBe('utf8');
    expect(await of(Buffer.from('NM1\nGödel', 'latin1'), size)).toBe('latin1');
    expect(await of(Buffer.from('plain'), size)).toBe('utf8');
    const mixed = Buffer.concat([Buffer.from('Gödel\n'), Buffer.from('É', 'latin1')]);
    expect(await of(mixed, size)).toBe('latin1');
  });

  it('is Latin-1 when the last character is cut off', async () => {
    expect(await of(Buffer.from('ü').subarray(0, 1))).toBe('latin1');
  });

  it.each([1, 2, 9])('is what the byte order mark says, though a line is broken: %i', async (size) => {
    const broken = Buffer.concat([Buffer.from('\uFEFFNM1\n'), Buffer.from([0xe9, 0x0a])]);
    expect(await of(broken, size)).toBe('utf8');
  });
});
