/** Lambda: spans from the functions' logs to whoever shows them. */
import middy from '@middy/core';
import type { CloudWatchLogsEvent } from 'aws-lambda';
import { PermanentFailure } from '../platform/failure.ts';
import { logger, observed } from '../platform/observed.ts';
import { documentsIn } from './documents.ts';
import { send } from './wiring.ts';

/** What is refused for good is said and left: the spans are still in the logs. All else is tried twice more by Lambda. */
export const handler = middy<CloudWatchLogsEvent, void>()
  .use(observed('forwarder'))
  .handler(async (event) => {
    for (const document of documentsIn(event)) {
      await send(document).catch((error: unknown) => {
        if (!(error instanceof PermanentFailure)) throw error;
        logger.error('refused', { error });
      });
    }
  });
