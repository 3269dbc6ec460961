/** What the importer's queue holds: S3's notifications, and imports that are to be gone on with. */
import { v5 } from 'uuid';
import { PermanentFailure } from '../platform/failure.ts';
import * as z from '../platform/zod.ts';
import type { Asked } from './import.ts';

const namespace = '0192b6a1-5d0c-7f6e-8a43-6c1f0e9d2b57';

const resumption = z.object({ importId: z.string().check(z.minLength(1)) });

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
const notification = z.object({
  Records: z.array(
    z.object({
      s3: z.object({
        object: z.object({
          key: z.string().check(z.minLength(1)),
          sequencer: z.string().check(z.minLength(1)),
        }),
      }),
    }),
  ),
});
/** Sent once, when a bucket is told where to send its notifications. */
const testEvent = z.object({ Event: z.literal('s3:TestEvent') });

const message = z.union([resumption, notification, testEvent]);

export type ImportMessage = { readonly resumes: string } | { readonly starts: Asked };

/** @throws PermanentFailure when it is none of them */
export const messagesIn = (body: string): readonly ImportMessage[] => {
  const found = parsed(body);
  if ('importId' in found) return [{ resumes: found.importId }];
  if ('Event' in found) return [];
  return found.Records.map(({ s3: { object } }) => messageOf(object));
};

const parsed = (body: string): z.infer<typeof message> => {
  try {
    return message.parse(JSON.parse(body));
  } catch (cause) {
    const expected = "expected S3's notification or { importId }";
    throw new PermanentFailure(`${expected}, got ${body.slice(0, 200)}`, { cause });
  }
};

const postedPrefix = 'imports/posted/';

/** Where the API puts what was posted; the import exists before its file does. */
export const postedFile = (importId: string): string => `${postedPrefix}${importId}.csv`;

/** A notification that comes twice has the same sequencer, and a file that is put again has another. */
const messageOf = ({
  key,
  sequencer,
}: {
  readonly key: string;
  readonly sequencer: string;
}): ImportMessage => {
  const file = decodeURIComponent(key.replaceAll('+', ' '));
  if (file.startsWith(postedPrefix)) return { resumes: file.slice(postedPrefix.length, -'.csv'.length) };
  const importId = v5(`${file}\n${sequencer}`, namespace);
  return { starts: { importId, file, kind: 'delta', by: 'import-bucket', correlationId: importId } };
};
