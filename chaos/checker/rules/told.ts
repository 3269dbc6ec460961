/** Finds what was told of an aggregate, each message once. */
import { distinct, type Effect, type Said } from '../facts.ts';

/** @returns where an effect stands among all that was said, in turn; the same place for the same topic and key */
export const toldOf = (said: readonly Said[]): ((effect: Effect) => readonly number[]) => {
  const places = new Map<string, { readonly at: number; readonly message: Said }[]>();
  for (const [at, message] of distinct(said).entries()) {
    const name = nameOf(message);
    const known = places.get(name);
    if (known === undefined) places.set(name, [{ at, message }]);
    else known.push({ at, message });
  }
  return (effect) =>
    (places.get(nameOf(effect)) ?? []).filter(({ message }) => isMeant(message, effect)).map(({ at }) => at);
};

const nameOf = ({ topic, subject, type }: Pick<Said, 'topic' | 'subject' | 'type'>): string =>
  `${topic} ${subject} ${type}`;

const isMeant = ({ data }: Said, { field }: Effect): boolean =>
  field === undefined || data[field[0]] === field[1];
