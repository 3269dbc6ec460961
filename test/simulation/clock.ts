/** A clock that moves only when a deadline fires; each may fire twice. */
import type { Deadline } from '../../functions/platform/commit/decider.ts';
import type { Move } from './rules.ts';

export interface Armed extends Deadline {
  readonly id: string;
  readonly part: string;
}

export class Clock {
  readonly #waiting: { readonly deadline: Armed; fired: number }[] = [];
  now = 0;

  arm(deadline: Armed): void {
    this.#waiting.push({ deadline, fired: 0 });
  }

  moves(fire: (deadline: Armed) => unknown): readonly Move[] {
    return this.#waiting
      .filter(({ fired }) => fired < 2)
      .map((one) => ({
        name: `${one.fired === 0 ? 'deadline' : 'deadline again'} ${one.deadline.id}`,
        disturbs: one.fired > 0,
        waits: true,
        go: () => {
          one.fired += 1;
          this.now = Math.max(this.now, one.deadline.at);
          fire(one.deadline);
        },
      }));
  }
}
