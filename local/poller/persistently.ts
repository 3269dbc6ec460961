/** Calls a service until it answers: that it is away is nobody's failure but its own. */
import { setTimeout as sleep } from 'node:timers/promises';
import { backoff } from './backoff.ts';

export const persistently = async <Answer>(
  call: () => Promise<Answer>,
  onTrouble: (message: string) => void,
): Promise<Answer> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      onTrouble(`${String(error)}; trying again`);
      await sleep(backoff(attempt));
    }
  }
};
