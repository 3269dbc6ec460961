/** Measures what an event takes, by how quickly a consumer group settles a backlog. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../connection.ts';
import type { KafkaMapping } from '../status/mappings.ts';
import { endsOf, type GroupPlace, placesOf } from '../status/offsets.ts';

export interface Look {
  /** Milliseconds, of any clock that goes on evenly. */
  readonly at: number;
  readonly places: readonly GroupPlace[];
}

export interface Measured {
  /** What an event took of its partition's time; undefined when no partition had a backlog all the time. */
  readonly msPerEvent: number | undefined;
  /** Partitions that had a backlog at each look: only those tell how quick it can be. */
  readonly busyPartitions: number;
  /** Events a second that came into the topic meanwhile. */
  readonly arriving: number;
}

/** @param looks at least two, the earliest first */
export const measuredBy = (looks: readonly Look[]): Measured => {
  const [first, last] = [looks[0], looks.at(-1)];
  if (first === undefined || last === undefined || last.at <= first.at) {
    return { msPerEvent: undefined, busyPartitions: 0, arriving: 0 };
  }
  const elapsed = last.at - first.at;
  const placeIn = ({ places }: Look, partition: number) =>
    places.find((place) => place.partition === partition);
  const busy = first.places.flatMap(({ partition, next }) => {
    const isBusy = looks.every((look) => (placeIn(look, partition)?.lag ?? 0) > 0);
    const settled = (placeIn(last, partition)?.next ?? next) - next;
    return isBusy && settled > 0 ? [settled] : [];
  });
  const settled = busy.reduce((sum, each) => sum + each, 0);
  const came = last.places.reduce(
    (sum, { partition, high }) => sum + high - (placeIn(first, partition)?.high ?? high),
    0,
  );
  return {
    msPerEvent: settled === 0 ? undefined : (elapsed * busy.length) / settled,
    busyPartitions: busy.length,
    arriving: (came * 1_000) / elapsed,
  };
};

/** Looks twice a second; changes nothing. */
export const measure = async (
  { kafka }: Pick<Connection, 'kafka'>,
  mapping: KafkaMapping,
  seconds: number,
  signal?: AbortSignal,
): Promise<Measured> => {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const looks: Look[] = [];
    const end = performance.now() + seconds * 1_000;
    while (true) {
      const ends = await endsOf(admin, [mapping.topic]);
      const places = await placesOf(admin, mapping, ends.get(mapping.topic) ?? []);
      looks.push({ at: performance.now(), places });
      if (performance.now() >= end || signal?.aborted) return measuredBy(looks);
      await sleep(500);
    }
  } finally {
    await admin.disconnect();
  }
};
