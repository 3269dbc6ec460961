/** Handles the importer's messages: runs each import as long as there is time, and leaves the rest to a later message. */
import type { Context, SQSEvent } from 'aws-lambda';
import { logger } from '../platform/observed.ts';
import { hasEnded } from './import.ts';
import { messagesIn } from './message.ts';
import { type RunImportProps, runImport } from './run-import.ts';

export interface ImporterProps extends Omit<RunImportProps, 'hasTime'> {
  readonly resumeLater: (importId: string) => Promise<void>;
}

/** Enough for a block on a bad day; milliseconds. */
const reserve = 60_000;

/** What is thrown brings the message again. */
export const importer =
  ({ resumeLater, ...props }: ImporterProps) =>
  async ({ Records }: SQSEvent, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<void> => {
    const hasTime = () => context.getRemainingTimeInMillis() > reserve;
    for (const message of Records.flatMap(({ body }) => messagesIn(body))) {
      const { imports } = props;
      const found =
        'starts' in message ? await imports.create(message.starts) : await imports.read(message.resumes);
      if (found === undefined) {
        logger.warn('there is no such import', { message });
        continue;
      }
      const current = await runImport(found, { ...props, hasTime });
      const { importId, status, accepted, unchanged, rejected, problem } = current;
      logger.info('imported', { importId, status, accepted, unchanged, rejected, problem });
      if (!hasEnded(current)) await resumeLater(importId);
    }
  };
