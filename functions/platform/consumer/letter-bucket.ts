/** The bucket of letters, with a client that is loaded when the first large letter comes: hardly ever. */
import { TransientFailure } from '../failure.ts';
import type { Letters } from './large-letters.ts';

/** @throws TransientFailure from `put` when S3 did not take it */
export const letterBucket = (bucket: string | undefined): Letters => ({
  bucket: bucket ?? '',
  put: async (Key, Body) => {
    if (bucket === undefined) {
      throw new TransientFailure('LETTERS_BUCKET is not set, so a large letter has nowhere to go');
    }
    const { PutObjectCommand, S3Client } = await import('@aws-sdk/client-s3');
    const command = new PutObjectCommand({ Bucket: bucket, Key, Body, ContentType: 'application/json' });
    await new S3Client({ forcePathStyle: true }).send(command);
  },
});
