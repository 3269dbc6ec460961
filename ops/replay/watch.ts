/** Shows how far a consumer is, until nothing is left of what was there when somebody began to look. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../connection.ts';
import { progressLine } from './progress.ts';
import { looksAt } from './replay.ts';

export interface WatchProps {
  readonly connection: Connection;
  readonly admin: ReturnType<Connection['kafka']['admin']>;
  /** `<context>.<function>` */
  readonly consumer: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** @returns whether nothing is left; false when it was interrupted */
export const watch = async ({ connection, admin, consumer, say, signal }: WatchProps): Promise<boolean> => {
  const look = await looksAt(connection, admin, consumer);
  const first = await look();
  for (let now = first; ; now = await look()) {
    say(progressLine(first, now));
    if (now.left === 0) return true;
    if (signal.aborted) return false;
    await sleep(1_000, undefined, { signal }).catch(() => undefined);
  }
};
