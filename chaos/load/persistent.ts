/** A client that does not give up: it asks again, as every client of an API with idempotency keys should. */
import { setTimeout as sleep } from 'node:timers/promises';
import { gate } from './gate.ts';

/** The emulator starts a worker for each call that finds none free, and too many starting at once would starve all. */
const calls = gate(10);

export interface PersistentProps<Answer> {
  readonly ask: () => Promise<Answer>;
  readonly isGood: (answer: Answer) => boolean;
  /** When to give up, milliseconds since 1970. */
  readonly until: number;
  /** Before it asks for the second time, milliseconds; twice as long before each further time. @default 250 */
  readonly pause?: number;
}

/** @returns the first good answer; undefined when there was none in time */
export const persistent = async <Answer>({
  ask,
  isGood,
  until,
  pause = 250,
}: PersistentProps<Answer>): Promise<Answer | undefined> => {
  for (let wait = pause; Date.now() < until; wait = Math.min(4_000, wait * 2)) {
    const answer = await calls(ask).catch(() => undefined);
    if (answer !== undefined && isGood(answer)) return answer;
    await sleep(wait);
  }
  return undefined;
};
