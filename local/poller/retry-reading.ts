/** Which of the two readings of AWS's words a whole run is under. */
import * as z from 'zod';

/**
 * What a reported failure brings again: the records that were reported, or all of their partition from the lowest of them.
 * AWS says "retries only the failed records", and elsewhere that order is kept; both readings are tested.
 * https://docs.aws.amazon.com/lambda/latest/dg/kafka-retry-configurations.html
 */
export const retryReadingSchema = z.enum(['reported', 'fromLowest']);

export type RetryReading = z.infer<typeof retryReadingSchema>;

/** @param variables TRIBUTARY_RETRY_READING, `fromLowest` where it is not set @throws Error when it is neither */
export const retryReadingIn = ({ TRIBUTARY_RETRY_READING: wanted }: NodeJS.ProcessEnv): RetryReading => {
  const parsed = retryReadingSchema.default('fromLowest').safeParse(wanted || undefined);
  if (parsed.success) return parsed.data;
  const expected = retryReadingSchema.options.join(' or ');
  throw new Error(`TRIBUTARY_RETRY_READING is ${wanted}; expected ${expected}, or nothing`);
};
