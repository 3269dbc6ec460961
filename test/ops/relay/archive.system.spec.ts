/** A relay's archive in a real bucket: its order is that of the stream, whatever its files are called. */
import { randomUUID } from 'node:crypto';
import { CreateBucketCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, inject, it } from 'vitest';
import { clientConfiguration } from '../../../local/emulated-aws.ts';
import { archiveIn } from '../../../ops/relay/archive.ts';

const s3 = new S3Client({ ...clientConfiguration(inject('awsEndpoint')), forcePathStyle: true });

const newArchive = async () => {
  const Bucket = `archive-${randomUUID()}`;
  await s3.send(new CreateBucketCommand({ Bucket }));
  return {
    ...archiveIn(s3, Bucket),
    put: async (name: string, Body: string): Promise<void> => {
      await s3.send(new PutObjectCommand({ Bucket, Key: `aws/lambda/mapping/${name}`, Body }));
    },
    keys: async (): Promise<readonly string[]> => {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
      return Contents.map(({ Key = '' }) => Key);
    },
  };
};

const fileOf = (startSequenceNumber: string, records = 1): string =>
  JSON.stringify({
    requestContext: { condition: 'RecordAgeExceeded' },
    DDBStreamBatchInfo: {
      startSequenceNumber,
      approximateArrivalOfFirstRecord: '2026-03-01T00:00:00Z',
      approximateArrivalOfLastRecord: '2026-03-01T00:00:01Z',
      batchSize: records,
    },
    payload: JSON.stringify({ Records: Array.from({ length: records }, () => ({ dynamodb: {} })) }),
  });

describe('an archive', () => {
  it('is in the order of the stream, though names and numbers as text are in another', async () => {
    const { put, waiting } = await newArchive();
    // Larger than any number that a double holds, and of unequal length.
    await put('shard-2/2026/03/01/a', fileOf('100000000000000000003'));
    await put('shard-1/2026/03/02/b', fileOf('99999999999999999999', 2));
    await put('shard-1/2026/03/01/c', fileOf('100000000000000000002'));
    const files = await waiting();
    expect(files.map(({ key, records }) => [key.at(-1), records])).toEqual([
      ['b', 2],
      ['c', 1],
      ['a', 1],
    ]);
  });

  it('keeps what was sent, set aside', async () => {
    const { put, waiting, setAside, keys } = await newArchive();
    await put("shard-1/2026/03/01/a file's name+é%20", fileOf('1'));
    await put('shard-1/2026/03/01/b', fileOf('2'));
    const [first, second] = await waiting();
    await setAside(first?.key ?? '');
    expect((await waiting()).map(({ key }) => key)).toEqual([second?.key]);
    expect(await keys()).toEqual([second?.key, `relayed/${first?.key}`]);
  });

  it('names the file that is none, and shows nothing of what would overtake it', async () => {
    const { put, waiting } = await newArchive();
    await put('a', fileOf('1'));
    await put('b', 'half of a fi');
    await expect(waiting()).rejects.toThrow(/^s3:\/\/archive-\S+\/aws\/lambda\/mapping\/b is not JSON/);
  });
});
