/** Does something with every aggregate of one kind, page by page, so that it can be stopped and resumed. */
import { limited } from '../../functions/platform/limited.ts';
import { everyAggregate, type ScanProps } from './every-aggregate.ts';

export interface WalkProps extends ScanProps {
  readonly visit: (id: string) => Promise<void>;
  /** Told after each page how many were visited, and where the next page begins. */
  readonly progress: (visited: number, next: string | undefined) => void;
  /** Stops it after the page that it is at. */
  readonly signal?: AbortSignal | undefined;
  /** How many at the same time. @default 8 */
  readonly concurrency?: number;
}

export interface Walked {
  /** Some twice, where a page ended within one. */
  readonly visited: number;
  /** Where to go on; undefined when all were visited. */
  readonly next: string | undefined;
}

/** A page is visited whole or, when it throws, again by whoever resumes where the page before it ended. */
export const walk = async ({
  visit,
  progress,
  signal,
  concurrency = 8,
  ...scan
}: WalkProps): Promise<Walked> => {
  let visited = 0;
  for await (const { ids, next } of everyAggregate(scan)) {
    await limited(concurrency, ids, visit);
    visited += ids.length;
    progress(visited, next);
    if (signal?.aborted) return { visited, next };
  }
  return { visited, next: undefined };
};
