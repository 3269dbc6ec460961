/** How long the oldest unread record of a group has been in Kafka. */
import type { TopicRecord } from '../topic-records.ts';
import type { GroupPlace } from './offsets.ts';

/** @returns seconds, by the partition that is furthest behind; 0 when all is read, undefined when it cannot be told */
export const behindSeconds = (
  topic: string,
  places: readonly Pick<GroupPlace, 'partition' | 'next' | 'lag'>[],
  records: readonly Pick<TopicRecord, 'topic' | 'partition' | 'offset' | 'timestamp'>[],
  now: number,
): number | undefined => {
  const lagging = places.filter(({ lag }) => lag > 0);
  const ages = lagging.flatMap(({ partition, next }) => {
    const found = records.find(
      (record) => record.topic === topic && record.partition === partition && record.offset === next,
    );
    return found === undefined ? [] : [Math.max(0, now - found.timestamp) / 1_000];
  });
  return lagging.length > 0 && ages.length === 0 ? undefined : Math.max(0, ...ages);
};
