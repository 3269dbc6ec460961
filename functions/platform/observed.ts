/** Structured logs: one line per invocation at least, with what ties it to all others of the same request. */
import { Logger } from '@aws-lambda-powertools/logger';
import type { MiddlewareObj } from '@middy/core';

export const logger = new Logger();

/** Logs how each invocation went: its request id, how long it took in milliseconds, and its error if it threw. */
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
      logger.info('handled', details(awsRequestId));
    },
    onError: ({ context: { awsRequestId }, error }) => {
      logger.error('failed', { ...details(awsRequestId), error: error as Error });
    },
  };
};
