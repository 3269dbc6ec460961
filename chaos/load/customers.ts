/** Customers who place orders at a steady rate, whatever happens, as long as there is no backlog. */
import { setTimeout as sleep } from 'node:timers/promises';
import { customers as names } from '../../local/users.ts';
import type { Accepted } from '../checker/facts.ts';
import type { Random } from '../random.ts';
import { signedIn } from './signed-in.ts';
import { purchase } from './stories.ts';
import { type Progress, type TellingProps, tell } from './telling.ts';

export interface LoadProps extends TellingProps {
  readonly skus: readonly string[];
  /** Orders per second. */
  readonly rate: number;
  readonly random: Random;
  readonly goesOn: () => boolean;
}

export interface Load {
  /** Resolves when the last order was placed. */
  readonly placed: Promise<void>;
  /** Resolves when every story was told to its end. */
  readonly told: Promise<void>;
  /** What was accepted until now. */
  readonly accepted: () => readonly Accepted[];
}

export const startLoad = async (props: LoadProps): Promise<Load> => {
  const { skus, rate, random, watch, goesOn } = props;
  const buyers = await signedIn(props.stack, names);
  const accepted: Progress[] = [];
  const underway = new Set<Promise<void>>();
  let unanswered = 0;
  /** A backlog would make recovery look slow; what has been open for a minute is none. */
  const isBusy = (): boolean =>
    underway.size >= 60 + 20 * rate || unanswered + watch.openSince(Date.now() - 60_000) >= 20 + 4 * rate;
  const answered = (order: Progress | undefined): void => {
    unanswered -= 1;
    if (order === undefined) return;
    accepted.push(order);
    watch.placed(order.orderId, Date.now());
  };
  const place = async (): Promise<void> => {
    for (let number = 0; goesOn(); number += 1) {
      const next = Date.now() + 1_000 / rate;
      unanswered += 1;
      const story = tell(purchase(number, skus, random), random.oneOf(await buyers()), answered, props);
      underway.add(story);
      void story.finally(() => underway.delete(story));
      await sleep(Math.max(0, next - Date.now()));
      while (goesOn() && isBusy()) await sleep(50);
    }
  };
  const placed = place();
  const told = placed.then(() => Promise.all(underway)).then(() => undefined);
  return { placed, told, accepted: () => accepted };
};
