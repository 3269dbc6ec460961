/** The port to the import bucket: files as they were put there. */
import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { PermanentFailure, TransientFailure } from '../platform/failure.ts';

export interface FileVersion {
  readonly key: string;
  readonly etag: string;
}

export interface FileStore {
  /** @returns undefined when there is no such file */
  readonly find: (
    key: string,
  ) => Promise<
    (FileVersion & { readonly size: number; readonly metadata: Readonly<Record<string, string>> }) | undefined
  >;
  /**
   * The bytes from `offset` on, as they come.
   *
   * @throws PermanentFailure when the file was replaced or removed; TransientFailure when it cannot be read now
   */
  readonly open: (file: FileVersion, offset: number) => Promise<AsyncIterable<Uint8Array>>;
  readonly put: (key: string, text: string, metadata: Readonly<Record<string, string>>) => Promise<void>;
}

/** Missing, or not the version that was asked for. */
const gone = new Set([404, 412]);

export const fileStore = (client: S3Client, Bucket: string): FileStore => ({
  find: async (Key) => {
    const found = await client.send(new HeadObjectCommand({ Bucket, Key })).catch((cause: unknown) => {
      if (statusOf(cause) === 404) return undefined;
      throw new TransientFailure(`${Key} could not be looked up in the import bucket`, { cause });
    });
    if (found === undefined) return undefined;
    const { ContentLength: size = 0, ETag: etag = '', Metadata: metadata = {} } = found;
    return { key: Key, etag, size, metadata };
  },
  open: async ({ key, etag }, offset) => {
    const command = new GetObjectCommand({
      Bucket,
      Key: key,
      IfMatch: etag,
      // S3 answers a range that begins at the end with an error; who is there has nothing to read.
      ...(offset > 0 && { Range: `bytes=${offset}-` }),
    });
    const { Body } = await client.send(command).catch((cause: unknown) => {
      if (gone.has(statusOf(cause))) {
        throw new PermanentFailure('the file was replaced or removed while it was read', { cause });
      }
      throw new TransientFailure(`${key} could not be read from the import bucket`, { cause });
    });
    return passing(Body as AsyncIterable<Uint8Array>, key);
  },
  put: async (Key, text, Metadata) => {
    const command = new PutObjectCommand({ Bucket, Key, Body: text, ContentType: 'text/csv', Metadata });
    await client.send(command).catch((cause: unknown) => {
      throw new TransientFailure(`${Key} could not be put into the import bucket`, { cause });
    });
  },
});

const statusOf = (error: unknown): number =>
  error instanceof S3ServiceException ? (error.$metadata.httpStatusCode ?? 0) : 0;

/** A connection that breaks in the middle is no fault of the file. */
async function* passing(bytes: AsyncIterable<Uint8Array>, key: string): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (cause) {
    throw new TransientFailure(`reading ${key} was interrupted`, { cause });
  }
}
