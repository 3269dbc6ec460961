/** Lambda: imports the files that are put into the import bucket, and goes on with those that took too long for one run. */
import middy from '@middy/core';
import type { Context, SQSEvent } from 'aws-lambda';
import { logger, observed } from '../platform/observed.ts';
import { hasEnded } from './import.ts';
import { messagesIn } from './message.ts';
import { runImport } from './run-import.ts';
import { counterparties, files, findKnown, imports, resumeLater } from './wiring.ts';

/** Enough for a block on a bad day; milliseconds. */
const reserve = 60_000;

/** One message at a time: what is thrown brings it again. */
const importFiles = async ({ Records }: SQSEvent, context: Context): Promise<void> => {
  const hasTime = () => context.getRemainingTimeInMillis() > reserve;
  for (const message of Records.flatMap(({ body }) => messagesIn(body))) {
    const found =
      'starts' in message ? await imports.create(message.starts) : await imports.read(message.resumes);
    if (found === undefined) {
      logger.warn('there is no such import', { message });
      continue;
    }
    const current = await runImport(found, { imports, files, counterparties, findKnown, hasTime });
    const { importId, status, accepted, unchanged, rejected, problem } = current;
    logger.info('imported', { importId, status, accepted, unchanged, rejected, problem });
    if (!hasEnded(current)) await resumeLater(importId);
  }
};

export const handler = middy<SQSEvent, void>().use(observed('crm.importer')).handler(importFiles);
