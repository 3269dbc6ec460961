/** Structured logs: one line per invocation at least, with what ties it to all others of the same request. */
import { Logger } from '@aws-lambda-powertools/logger';
import type { MiddlewareObj } from '@middy/core';
import type { IncomingRecord } from './contract/incoming.ts';
import { writeSpans } from './tracing/span-log.ts';

export const logger = new Logger();

/** Logs how each invocation went: its spans, its request id, how long it took in milliseconds, and its error if it threw. */
export const observed = (context: string): MiddlewareObj => {
  let startedAt = 0;
  const details = (requestId: string) => ({
    context,
    requestId,
    ms: Math.round(performance.now() - startedAt),
  });
  return {
    before: () => {
      startedAt = performance.now();
    },
    after: ({ context: { awsRequestId } }) => {
      writeSpans();
      logger.info('handled', details(awsRequestId));
    },
    onError: ({ context: { awsRequestId }, error }) => {
      writeSpans();
      logger.error('failed', { ...details(awsRequestId), error: error as Error });
    },
  };
};

/** Warns of a record that comes again, by what names it everywhere. */
export const warned =
  (message: string) =>
  ({ topic, partition, offset, headers }: IncomingRecord, error: unknown): void => {
    const { ce_type: type, ce_id: id, ce_correlationid: correlationId } = headers;
    logger.warn(message, { topic, partition, offset, type, id, correlationId, error: error as Error });
  };
