/** The command `replay --in-place`: says what it will do, asks, does it, and watches. */
import { confirmed } from '../confirmed.ts';
import { announcement } from './announcement.ts';
import { repeatOf } from './effects.ts';
import { replayInPlace } from './in-place.ts';
import { recordsIn } from './plan.ts';
import { replayOf } from './replay.ts';
import type { Start } from './start.ts';
import { type WatchProps, watch } from './watch.ts';

export interface InPlaceWish {
  readonly start: Start;
  /** @default all that it listens to */
  readonly topic: string | undefined;
  readonly sideEffects: boolean;
  readonly althoughPaused: boolean;
  readonly yes: boolean;
}

/** @returns the exit code */
export const runInPlace = async (run: WatchProps, wish: InPlaceWish): Promise<number> => {
  const { connection, admin, consumer, say, signal } = run;
  const { plan, paused, ...replay } = await replayOf(connection, admin, { consumer, ...wish });
  if (recordsIn(plan) === 0) {
    say(`nothing to do: ${consumer} has no records from there on`);
    return 0;
  }
  const repeat = repeatOf(consumer);
  if (repeat.reachesOutside && !wish.sideEffects) {
    throw new Error(`${repeat.meaning}\nIf that is what you want, say --side-effects on.`);
  }
  if (paused.length > 0 && !wish.althoughPaused) throw new Error(pausedBySomebody(paused));
  const about = announcement(consumer, plan, repeat);
  if (!(await confirmed(about, { yes: wish.yes, say }))) return 1;
  await replayInPlace({ admin, plan, say, signal, ...replay });
  if (await watch(run)) return 0;
  say('it goes on without being watched; --watch looks at it again');
  return 130;
};

const pausedBySomebody = (paused: readonly { readonly group: string }[]): string =>
  `${paused.map(({ group }) => group).join(', ')} paused already: by its breaker (docs/runbooks/breaker.md), by hand, or by a replay that was killed. When it is not the breaker, say --although-paused: it is resumed at the end.`;
