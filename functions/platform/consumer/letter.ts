/** A letter: a record that could not be handled, whole, with its error. */
import type { MSKRecord } from 'aws-lambda';
import * as z from '../zod.ts';

export interface DescribedError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly cause?: DescribedError | undefined;
}

export interface Letter {
  /** `<context>.<function>`. */
  readonly consumer: string;
  readonly error: DescribedError;
  /** How often it was tried; 0 for a record that waits behind others of its key. */
  readonly attempts: number;
  /** ISO 8601, as is the last: of the tries before it was parked. */
  readonly firstAt: string;
  readonly lastAt: string;
  /** The record as it came. */
  readonly record: MSKRecord;
}

/** What stands in a queue or a table in place of a letter that is too large for it. */
export type Stored = Letter | (Omit<Letter, 'record'> & { readonly recordAt: RecordAt });

/** Where the whole letter is in S3. */
export interface RecordAt {
  readonly bucket: string;
  readonly key: string;
}

const error: z.ZodMiniType<DescribedError> = z.object({
  name: z.string(),
  message: z.string(),
  stack: z.optional(z.string()),
  get cause() {
    return z.optional(error);
  },
});

const letter = z.object({
  consumer: z.string(),
  error,
  attempts: z.number(),
  firstAt: z.string(),
  lastAt: z.string(),
  record: z.optional(z.custom<MSKRecord>((value) => typeof value === 'object' && value !== null)),
  recordAt: z.optional(z.object({ bucket: z.string(), key: z.string() })),
});

/** @returns undefined for what is no letter */
export const letterIn = (text: string): Stored | undefined => {
  const { data } = letter.safeParse(parsed(text));
  return data === undefined || (data.record ?? data.recordAt) === undefined ? undefined : (data as Stored);
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** What others can read of anything that was thrown. */
export const described = (thrown: unknown): DescribedError => {
  if (!(thrown instanceof Error)) return { name: 'Error', message: String(thrown) };
  const { name, message, stack, cause } = thrown;
  return { name, message, stack, ...(cause instanceof Error ? { cause: described(cause) } : {}) };
};
