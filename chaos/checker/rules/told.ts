/** Finds what was told of poisoned aggregates, each message once. */
import { distinct, type Effect, type Poisoned, type Said } from '../facts.ts';

/** Where an effect stands among all that was told of them, in turn; more than one place when it was told again. */
export type Told = (effect: Effect) => readonly number[];

export const toldOf = (said: readonly Said[], poisoned: readonly Poisoned[]): Told => {
  const subjects = new Set(
    poisoned.flatMap(({ effects, never }) => [...effects, ...never].map(({ subject }) => subject)),
  );
  const bySubject = Map.groupBy(
    distinct(said.filter(({ subject }) => subjects.has(subject))).map((message, at) => ({ message, at })),
    ({ message: { topic, subject } }) => `${topic} ${subject}`,
  );
  return (effect) =>
    (bySubject.get(`${effect.topic} ${effect.subject}`) ?? [])
      .filter(({ message }) => isMeant(message, effect))
      .map(({ at }) => at);
};

const isMeant = ({ type, data }: Said, effect: Effect): boolean =>
  type === effect.type && (effect.field === undefined || data[effect.field[0]] === effect.field[1]);
