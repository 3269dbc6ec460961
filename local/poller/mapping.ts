/** An event source mapping as the poller runs it. */
import * as z from 'zod';
import { retryReadingSchema } from './retry-reading.ts';

export const mappingSchema = z.strictObject({
  /** `<function>/<topic>`, such as `ordering/saga/payment.payment`. */
  id: z.string(),
  /** As the Lambda API knows it, which says whether it is paused. @default always as `enabled` says */
  uuid: z.string().optional(),
  functionName: z.string(),
  eventSourceArn: z.string(),
  topic: z.string(),
  consumerGroup: z.string(),
  startingPosition: z.enum(['TRIM_HORIZON', 'LATEST', 'AT_TIMESTAMP']),
  /** Seconds since 1970. */
  startingPositionTimestamp: z.number().optional(),
  batchSize: z.int().min(1).max(10_000),
  windowMs: z.number().min(0).max(300_000),
  enabled: z.boolean(),
  /** How many batches may be with the function at once. */
  maximumPollers: z.int().min(1),
  /** -1 for ever; with a destination AWS takes that for 10. */
  retryAttempts: z.int().min(-1).max(10_000),
  /** -1 for ever. */
  maximumRecordAgeSeconds: z.int().min(-1),
  bisect: z.boolean(),
  reportFailures: z.boolean(),
  onFailureQueueUrl: z.string().optional(),
});

export type Mapping = Readonly<z.infer<typeof mappingSchema>>;

export const configurationSchema = z.strictObject({
  /** Comma-separated `host:port`. */
  kafkaBrokers: z.string().min(1),
  awsEndpoint: z.url(),
  retryReading: retryReadingSchema,
  mappings: z.array(mappingSchema),
});

export type Configuration = Readonly<z.infer<typeof configurationSchema>>;
