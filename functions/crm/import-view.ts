/** An import as its operator sees it. */
import type * as z from '../platform/zod.ts';
import { type Import, progressOf } from './import.ts';
import type { readImport } from './routes.ts';

export const importView = (found: Import): z.infer<typeof readImport.answer.body> => {
  const { importId, file, kind, by, status, createdAt, endedAt, problem, source } = found;
  const { accepted, unchanged, rejected } = found;
  return {
    importId,
    file,
    kind,
    by,
    status,
    createdAt,
    ...(source !== undefined && { encoding: source.encoding, size: source.size }),
    progress: progressOf(found),
    accepted,
    unchanged,
    rejected,
    ...(endedAt !== undefined && { endedAt }),
    ...(problem !== undefined && { problem }),
  };
};
