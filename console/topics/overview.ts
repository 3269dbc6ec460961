/** Every topic with its partitions, its consumers and what goes through it. */
import type { TopicSource } from '../../schemas/source.ts';
import type { TopicOverview } from '../answers/topics.ts';
import type { Look } from '../live/looks.ts';
import { ratesOf, writtenIn } from '../live/rates.ts';

/** @param looks the oldest first */
export const overviewOf = (
  topics: readonly TopicSource[],
  looks: readonly Look[],
): readonly TopicOverview[] => {
  const newest = looks.at(-1);
  return topics.map((source) => {
    const { topic, doc, kind, key } = source;
    return {
      topic,
      doc,
      kind,
      key,
      retention: retentionOf(source),
      partitions: newest?.topics[topic] ?? [],
      consumers: (newest?.groups ?? [])
        .filter((group) => group.topic === topic)
        .map(({ consumer, lag }) => ({ consumer, lag })),
      rate: ratesOf(looks.slice(-2), (look) => writtenIn(look, topic)).at(-1) ?? null,
    };
  });
};

const retentionOf = ({ cleanup, retentionDays }: TopicSource): string => {
  const time = retentionDays === null ? 'for ever' : `for ${retentionDays} days`;
  return cleanup === 'compact' ? `the newest of each key, ${time}` : `all, ${time}`;
};
