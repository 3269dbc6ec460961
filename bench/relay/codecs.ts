/** What could make a batch smaller: gzip is kafkajs' own, zstd is Node's, LZ4 a package's. */
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { gunzip, gzip, zstdCompress, zstdDecompress } from 'node:zlib';
import { CompressionTypes, type Message } from 'kafkajs';
import { compressFrame, decompressFrame } from 'lz4-napi';
import { figure, type Table } from '../harness/table.ts';

const inside = createRequire(import.meta.url);
/** No name that an import would find. */
const { CompressionCodecs } = inside('kafkajs') as typeof import('kafkajs');

interface Codec {
  readonly name: string;
  readonly type: CompressionTypes.GZIP | CompressionTypes.LZ4 | CompressionTypes.ZSTD;
  readonly compress: (bytes: Buffer) => Promise<Buffer>;
  readonly decompress: (bytes: Buffer) => Promise<Buffer>;
}

/** Each as its maker sets it up: Kafka's brokers and clients expect the frame format of LZ4. */
export const codecs: readonly Codec[] = [
  {
    name: 'gzip',
    type: CompressionTypes.GZIP,
    compress: promisify<Buffer, Buffer>(gzip),
    decompress: promisify<Buffer, Buffer>(gunzip),
  },
  { name: 'lz4', type: CompressionTypes.LZ4, compress: compressFrame, decompress: decompressFrame },
  {
    name: 'zstd',
    type: CompressionTypes.ZSTD,
    compress: promisify<Buffer, Buffer>(zstdCompress),
    decompress: promisify<Buffer, Buffer>(zstdDecompress),
  },
];

/** From then on every producer of this process knows them. */
export const registerCodecs = (): void => {
  for (const { type, compress, decompress } of codecs) {
    CompressionCodecs[type] = () => ({
      compress: ({ buffer }: { readonly buffer: Buffer }) => compress(buffer),
      decompress,
    });
  }
};

const encoded = inside('kafkajs/src/protocol/recordBatch/record/v0/index.js') as (message: Message) => {
  readonly buffer: Buffer;
};

/** Records as they stand in a batch, which is what a codec gets. */
const recordsOf = (messages: readonly Message[]): Buffer =>
  Buffer.concat(
    messages.map((message, offsetDelta) => encoded({ ...message, offsetDelta } as Message).buffer),
  );

/** What a codec makes of as many messages of one partition. */
export const sizesOf = async (messages: readonly Message[]): Promise<Table> => {
  const counts = [1, 10, 100].filter((count) => count <= messages.length);
  const rows = counts.map(async (count) => {
    const records = recordsOf(messages.slice(0, count));
    const smaller = codecs.map(async ({ compress }) => (await compress(records)).length / records.length);
    return [
      String(count),
      figure(records.length),
      ...(await Promise.all(smaller)).map((share) => share.toFixed(2)),
    ];
  });
  return {
    title: 'Records of one partition: their bytes, and the share of them that a codec leaves.',
    head: ['messages', 'bytes', ...codecs.map(({ name }) => name)],
    rows: await Promise.all(rows),
  };
};
