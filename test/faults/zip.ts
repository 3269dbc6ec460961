/** A zip archive of one file, as Lambda takes code: stored, not compressed. */
import { crc32 } from 'node:zlib';

/** https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.6: numbers are little-endian. */
export const zipOf = (name: string, content: string): Buffer => {
  const [path, data] = [Buffer.from(name), Buffer.from(content)];
  const sum = crc32(data);
  const common = [...u16(20, 0, 0, 0, 33), ...u32(sum, data.length, data.length), ...u16(path.length, 0)];
  const local = Buffer.concat([Buffer.from([...u32(0x04034b50), ...common]), path, data]);
  const attributes = [...u16(0, 0, 0), ...u32(0o100644 * 0x10000, 0)];
  const directory = Buffer.concat([
    Buffer.from([...u32(0x02014b50), ...u16(0x0314), ...common, ...attributes]),
    path,
  ]);
  const end = [...u32(0x06054b50), ...u16(0, 0, 1, 1), ...u32(directory.length, local.length), ...u16(0)];
  return Buffer.concat([local, directory, Buffer.from(end)]);
};

const u16 = (...numbers: readonly number[]): readonly number[] => numbers.flatMap((n) => bytesOf(n, 2));
const u32 = (...numbers: readonly number[]): readonly number[] => numbers.flatMap((n) => bytesOf(n, 4));

const bytesOf = (number: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => Math.floor(number / 256 ** index) % 256);
