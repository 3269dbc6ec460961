/** A relay's archive: what is in it, in the order in which it has to be sent. */
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import { type ArchivedBatch, archivedBatch } from './archived-batch.ts';

export interface ArchivedFile extends Omit<ArchivedBatch, 'event'> {
  readonly key: string;
  readonly records: number;
}

/** Where Lambda puts them, and where they are when they were sent. */
const waiting = 'aws/lambda/';
const done = 'relayed/';

export const archiveIn = (s3: S3Client, Bucket: string) => {
  const read = async (key: string): Promise<ArchivedBatch> => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: key }));
    return archivedBatch(`s3://${Bucket}/${key}`, (await Body?.transformToString()) ?? '');
  };

  return {
    read,
    /**
     * What was not sent yet. Names begin with the mapping and the shard, so their order is not that of time; sequence
     * numbers grow along the life of an item, and its records are in one file, or in files one after another.
     *
     * @throws Error naming the file that holds no whole batch: without it, what follows would overtake it
     */
    waiting: async (): Promise<readonly ArchivedFile[]> => {
      const files: ArchivedFile[] = [];
      for await (const { Contents = [] } of paginateListObjectsV2(
        { client: s3 },
        { Bucket, Prefix: waiting },
      )) {
        for (const { Key: key = '' } of Contents) {
          const { event, ...batch } = await read(key);
          files.push({ key, records: event.Records.length, ...batch });
        }
      }
      return files.sort((a, b) => (a.sequenceNumber < b.sequenceNumber ? -1 : 1));
    },
    /** Sets a file aside that was sent; who is interrupted in between sends it again, which changes nothing. */
    setAside: async (key: string): Promise<void> => {
      const CopySource = `${Bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
      await s3.send(new CopyObjectCommand({ Bucket, CopySource, Key: `${done}${key}` }));
      await s3.send(new DeleteObjectCommand({ Bucket, Key: key }));
    },
  };
};

export type Archive = ReturnType<typeof archiveIn>;
