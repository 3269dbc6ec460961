/** Letters that neither a queue nor a table takes are in S3, and a pointer stands in their place. */
import type { Letter, Stored } from './letter.ts';

/** What S3 does for letters. */
export interface Letters {
  readonly put: (key: string, text: string) => Promise<void>;
  readonly bucket: string;
}

/** Bytes: below the 256 KiB of a queue that knows no more, and the 400 KB of an item in DynamoDB. */
export const letterLimit = 240_000;

/** Of a stack trace or message that is larger than all else, this is enough: characters. */
const textLimit = 4_000;

/** @returns the text that fits; when it is a pointer, the letter is in S3 already */
export const fitted = async (letter: Letter, { bucket, put }: Letters): Promise<string> => {
  const whole = JSON.stringify(letter);
  if (Buffer.byteLength(whole) <= letterLimit) return whole;
  const { record, error, ...rest } = letter;
  const { topic, partition, offset } = record;
  const key = `letters/${letter.consumer}/${topic}-${partition}@${offset}.json`;
  await put(key, whole);
  const { name, message, stack } = error;
  const short = { name, message: message.slice(0, textLimit), stack: stack?.slice(0, textLimit) };
  const pointer: Stored = { ...rest, error: short, recordAt: { bucket, key } };
  return JSON.stringify(pointer);
};
