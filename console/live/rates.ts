/** What looks one after the other tell: records a second, and lag. */
import type { Look } from './looks.ts';

/** Columns of a plot: one value for each look, null where it cannot be told. */
export interface TopicHistory {
  /** Seconds since 1970. */
  readonly at: readonly number[];
  /** Records a second that were written since the look before. */
  readonly written: readonly (number | null)[];
  readonly consumers: readonly {
    readonly consumer: string;
    readonly lag: readonly (number | null)[];
    /** Records a second that it settled since the look before. */
    readonly settled: readonly (number | null)[];
  }[];
}

export const historyOf = (looks: readonly Look[], topic: string): TopicHistory => {
  const groupIn = (look: Look | undefined, consumer: string) =>
    look?.groups.find((group) => group.topic === topic && group.consumer === consumer);
  const names = [
    ...new Set(
      looks.flatMap(({ groups }) =>
        groups.flatMap((group) => (group.topic === topic ? [group.consumer] : [])),
      ),
    ),
  ];
  return {
    at: looks.map(({ at }) => at / 1_000),
    written: ratesOf(looks, (look) => writtenIn(look, topic)),
    consumers: names.sort().map((consumer) => ({
      consumer,
      lag: looks.map((look) => groupIn(look, consumer)?.lag ?? null),
      settled: ratesOf(looks, (look) => groupIn(look, consumer)?.next),
    })),
  };
};

/** The sum of a topic's ends: it grows by each record. */
export const writtenIn = ({ topics }: Look, topic: string): number | undefined =>
  topics[topic]?.reduce((sum, { high }) => sum + high, 0);

/** A second; null for the first, and where nothing was seen. */
export const ratesOf = (
  looks: readonly Look[],
  valueIn: (look: Look) => number | undefined,
): readonly (number | null)[] =>
  looks.map((look, index) => {
    const before = looks[index - 1];
    if (before === undefined || look.at <= before.at) return null;
    const [was, is] = [valueIn(before), valueIn(look)];
    // A topic or a group that was made anew begins at nothing.
    return was === undefined || is === undefined || is < was
      ? null
      : ((is - was) * 1_000) / (look.at - before.at);
  });
