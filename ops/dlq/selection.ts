/** Which dead letters are meant. */
import type { DescribedError } from '../../functions/platform/consumer/letter.ts';
import { idOf, type Parked, parkedBy } from './marks.ts';
import type { Place, World } from './world.ts';

/** All that is given must fit. */
export interface Selection {
  readonly context?: string | undefined;
  /** `<context>.<function>`. */
  readonly consumer?: string | undefined;
  readonly key?: string | undefined;
  /** Part of its error's name or message. */
  readonly error?: string | undefined;
  /** `<topic>-<partition>@<offset>` of a record, or a queued message's id. */
  readonly id?: string | undefined;
}

export const placesIn = ({ places }: Pick<World, 'places'>, { context }: Selection): readonly Place[] =>
  places.filter((place) => context === undefined || place.context === context);

export const isMeant = (parked: Parked, { key, error, id }: Selection): boolean =>
  (key === undefined || parked.key === key) &&
  (id === undefined || idOf(parked) === id) &&
  (error === undefined || says(parked.error, error));

const says = ({ name, message }: DescribedError, text: string): boolean =>
  `${name}: ${message}`.includes(text);

/** Page by page, by consumer, the records of a key beside each other. */
export async function* selected(world: World, selection: Selection): AsyncGenerator<Parked> {
  for (const place of placesIn(world, selection)) {
    for (const { name } of place.consumers) {
      if (selection.consumer !== undefined && selection.consumer !== name) continue;
      for await (const parked of parkedBy(world.dynamodb, place, name)) {
        if (isMeant(parked, selection)) yield parked;
      }
    }
  }
}

/** Whether messages that are no parked records can be meant: they have neither key nor consumer. */
export const meansMessages = ({ key, consumer, error }: Selection): boolean =>
  key === undefined && consumer === undefined && error === undefined;
