/** P4: what was redriven had its effect, once and in its turn; what was dropped had none; and nothing is parked any more. */
import type { Effect, Poisoned, Rule, Violation } from '../facts.ts';
import { type Told, toldOf } from './told.ts';

const rule = 'after redrive there is no trace of what was parked';

export const traceless: Rule = ({ letters, parked, poisoned, said }) => {
  const told = toldOf(said, poisoned);
  return [
    ...letters.map(({ context, topic, partition, first, error }) =>
      broken(`${topic}-${partition}@${first}`, `is still in the queue of ${context}: ${error}`),
    ),
    ...parked.map((line) => broken(line, 'is still parked')),
    ...poisoned.flatMap((poison) => wrongly(poison, told)),
  ];
};

const broken = (about: string, what: string): Violation => ({ rule, about, what });

const wrongly = ({ kind, effects, never }: Poisoned, told: Told): readonly Violation[] => {
  const places = effects.map((effect) => ({ effect, at: told(effect) }));
  const first = places.flatMap(({ at }) => at.slice(0, 1));
  return [
    ...places.flatMap(({ effect, at }) => (at.length === 1 ? [] : [wrongTimes(effect, kind, at.length)])),
    ...(first.every((at, index) => index === 0 || at > (first[index - 1] ?? 0))
      ? []
      : [broken(effects[0]?.subject ?? '', `what came behind ${kind} was not handled in its order`)]),
    ...never.flatMap((effect) => (told(effect).length === 0 ? [] : [dropped(effect, kind)])),
  ];
};

const wrongTimes = ({ subject, type, field }: Effect, kind: string, times: number): Violation =>
  broken(
    subject,
    `${type} ${field?.[1] ?? ''} was told ${times} times after ${kind} was gone, expected once`,
  );

const dropped = ({ subject, type }: Effect, kind: string): Violation =>
  broken(subject, `${type} was told, though ${kind} could never be handled`);
