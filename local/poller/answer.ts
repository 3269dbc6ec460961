/** Reads what a function answered: which records have to come again. */
import * as z from 'zod';
import type { Configuration } from './mapping.ts';
import { type PolledRecord, partitionOf } from './polled-record.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/kafka-retry-configurations.html */
const answerSchema = z
  .object({
    batchItemFailures: z
      .array(z.object({ itemIdentifier: z.object({ partition: z.string(), offset: z.int() }) }))
      .nullish(),
  })
  .nullish();

/**
 * @param answer the function's payload, parsed
 * @returns the records to be tried again, in their order; all of them when the answer names what was not in the batch
 */
export const failedIn = (
  answer: unknown,
  records: readonly PolledRecord[],
  reading: Configuration['retryReading'],
): readonly PolledRecord[] => {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) return records;
  const reported = (parsed.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
  const isReported = (record: PolledRecord): boolean =>
    reported.some(({ partition, offset }) => partition === partitionOf(record) && offset === record.offset);
  const failed = records.filter(isReported);
  const known = new Set(failed.map(nameOf));
  if (reported.some(({ partition, offset }) => !known.has(`${partition}@${offset}`))) return records;
  return reading === 'reported' ? failed : records.filter((record) => isFromLowest(record, failed));
};

const nameOf = (record: PolledRecord): string => `${partitionOf(record)}@${record.offset}`;

const isFromLowest = (record: PolledRecord, failed: readonly PolledRecord[]): boolean =>
  failed.some(({ partition, offset }) => partition === record.partition && offset <= record.offset);
