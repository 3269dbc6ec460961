/** Where topics end and where consumers stand, looked at every few seconds and kept for a quarter of an hour. */
import type { Admin, Kafka } from 'kafkajs';
import { limited } from '../../functions/platform/limited.ts';
import type { KafkaMapping } from '../../ops/status/mappings.ts';
import { endsOf, type PartitionEnds, placesOf } from '../../ops/status/offsets.ts';

export interface GroupLook {
  readonly consumer: string;
  readonly topic: string;
  /** Records that it has not settled yet. */
  readonly lag: number;
  /** The sum of the offsets that it will read next. */
  readonly next: number;
}

export interface Look {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly topics: { readonly [topic: string]: readonly PartitionEnds[] };
  readonly groups: readonly GroupLook[];
}

export interface Looks {
  /** The oldest first. */
  readonly all: () => readonly Look[];
  /** Why the newest look failed; undefined when it did not. */
  readonly trouble: () => string | undefined;
  readonly stop: () => Promise<void>;
}

export interface LooksProps {
  readonly kafka: Kafka;
  readonly mappings: readonly KafkaMapping[];
  readonly topics: readonly string[];
  /** Milliseconds. */
  readonly every: number;
  /** Told of each. */
  readonly seen: (look: Look) => void;
}

const kept = 15 * 60_000;

/** A few small requests a look, over one connection. */
export const looksAt = (props: LooksProps): Looks => {
  let all: readonly Look[] = [];
  let trouble: string | undefined;
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  const admin = props.kafka.admin();
  let connected: Promise<void> | undefined;

  const look = async (): Promise<void> => {
    try {
      connected ??= admin.connect();
      await connected;
      const now = await lookOf(admin, props);
      all = [...all.filter(({ at }) => at > now.at - kept), now];
      trouble = undefined;
      props.seen(now);
    } catch (error) {
      connected = undefined;
      trouble = (error as Error).message;
    }
    if (!isOver) timer = setTimeout(again, props.every);
  };
  let looking: Promise<void> = Promise.resolve();
  const again = (): void => {
    looking = look();
  };
  again();
  return {
    all: () => all,
    trouble: () => trouble,
    stop: async () => {
      isOver = true;
      clearTimeout(timer);
      await looking;
      await admin.disconnect();
    },
  };
};

const atOnce = 8;

const lookOf = async (admin: Admin, { mappings, topics }: LooksProps): Promise<Look> => {
  const ends = await endsOf(admin, topics);
  const groups = await limited(atOnce, mappings, async (mapping) => {
    const { consumer, topic } = mapping;
    const places = await placesOf(admin, mapping, ends.get(topic) ?? []);
    const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);
    return {
      consumer,
      topic,
      lag: sumOf(places.map(({ lag }) => lag)),
      next: sumOf(places.map(({ next }) => next)),
    };
  });
  return { at: Date.now(), topics: Object.fromEntries(ends), groups };
};
