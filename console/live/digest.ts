/** Many events in little: all of them counted, some of them shown. */
import type { PlacedEvent } from '../../local/events.ts';

export interface Digest {
  /** How many there were. */
  readonly total: number;
  /** By topic: how many there were. */
  readonly counts: { readonly [topic: string]: number };
  /** Some of them, in their order. */
  readonly sample: readonly ShownEvent[];
}

export interface ShownEvent {
  readonly topic: string;
  /** As far as it fits. */
  readonly type: string;
}

/** A page can move this many at a time; more would only flicker. */
const shown = 24;
const longestType = 100;

/** However many there are, and whatever they are called, what it holds does not grow. */
export const digesting = () => {
  let counts = new Map<string, number>();
  let sample: ShownEvent[] = [];
  let total = 0;
  return {
    add: ({ topic, type }: Pick<PlacedEvent, 'topic' | 'type'>): void => {
      const before = counts.get(topic) ?? 0;
      counts.set(topic, before + 1);
      total += 1;
      // The first of its topic is shown before the twentieth of another.
      if (sample.length < shown || before === 0) sample.push({ topic, type: type.slice(0, longestType) });
    },
    /** @returns undefined when there were none */
    take: (): Digest | undefined => {
      if (total === 0) return undefined;
      const digest = { total, counts: Object.fromEntries(counts), sample };
      [counts, sample, total] = [new Map(), [], 0];
      return digest;
    },
  };
};
