/** Events as they come, for as long as somebody looks. */
import type { Kafka } from 'kafkajs';
import { eventsFrom, type PlacedEvent } from '../../local/events.ts';

type Tell = (event: PlacedEvent) => void;

export interface Feed {
  /** @returns what ends it */
  readonly follow: (tell: Tell) => () => void;
  readonly stop: () => Promise<void>;
}

/** How soon it is tried again when Kafka cannot be asked, milliseconds. */
const pause = 1_000;

/**
 * One reader for all who follow; none while nobody does.
 *
 * @param heard told whether there is one: from then on, nothing is missed
 */
export const feedOf = (kafka: Kafka, heard: (isHearing: boolean) => void): Feed => {
  const followers = new Set<Tell>();
  const tellAll: Tell = (event) => {
    for (const tell of followers) tell(event);
  };
  let reading: Promise<(() => Promise<void>) | undefined> = Promise.resolve(undefined);
  let isOver = false;

  const begun = async (): Promise<(() => Promise<void>) | undefined> => {
    while (!isOver && followers.size > 0) {
      const stop = await eventsFrom(kafka, tellAll).catch(() => undefined);
      if (stop !== undefined) {
        heard(true);
        return stop;
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    return undefined;
  };

  /** One after the other: whoever leaves while it begins does not leave a reader behind. */
  const changed = (): void => {
    reading = reading.then(async (stop) => {
      if (followers.size > 0 && !isOver) return stop ?? begun();
      if (stop !== undefined) heard(false);
      await stop?.().catch(() => undefined);
      return undefined;
    });
  };

  return {
    follow: (tell) => {
      followers.add(tell);
      changed();
      return () => {
        followers.delete(tell);
        changed();
      };
    },
    stop: async () => {
      isOver = true;
      changed();
      await reading;
    },
  };
};
