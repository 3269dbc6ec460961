/** Lambda: what consumers suspect, and the breaker's own probes, one message at a time. */
import middy from '@middy/core';
import type { SQSEvent } from 'aws-lambda';
import type { BreakerMessage } from '../platform/consumer/breaker.ts';
import { observed } from '../platform/observed.ts';
import { take } from './wiring.ts';

/** Only consumers of the context and this function may send here. */
export const handler = middy<SQSEvent, void>()
  .use(observed('breaker'))
  .handler(async ({ Records }) => {
    for (const { body } of Records) await take(JSON.parse(body) as BreakerMessage);
  });
