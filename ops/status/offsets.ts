/** Where topics begin and end, and where consumer groups are in them. */
import type { Admin } from 'kafkajs';
import { limited } from '../../functions/platform/limited.ts';
import type { KafkaMapping } from './mappings.ts';

export interface PartitionEnds {
  readonly partition: number;
  /** The first offset that is kept. */
  readonly low: number;
  /** The offset that the next record will have. */
  readonly high: number;
}

/** By topic. */
export type TopicEnds = ReadonlyMap<string, readonly PartitionEnds[]>;

export interface GroupPlace extends PartitionEnds {
  /** The next offset that the group will read. */
  readonly next: number;
  /** Records that it has not settled yet. */
  readonly lag: number;
  /** Records that were deleted before it read them. */
  readonly missed: number;
}

export const endsOf = async (admin: Admin, topics: readonly string[]): Promise<TopicEnds> =>
  new Map(
    await limited(8, topics, async (topic) => {
      const offsets = await admin.fetchTopicOffsets(topic);
      const ends = offsets.map(({ partition, low, high }) => ({
        partition,
        low: Number(low),
        high: Number(high),
      }));
      return [topic, ends] as const;
    }),
  );

/** A group that never settled anything starts at the beginning, as every mapping of ours does. */
export const placeOf = ({ partition, low, high }: PartitionEnds, committed: number): GroupPlace => {
  const from = committed < 0 ? low : committed;
  const next = Math.max(from, low);
  return { partition, low, high, next, lag: Math.max(0, high - next), missed: next - from };
};

export const placesOf = async (
  admin: Admin,
  { group: groupId, topic }: KafkaMapping,
  ends: readonly PartitionEnds[],
): Promise<readonly GroupPlace[]> => {
  const [fetched] = await admin.fetchOffsets({ groupId, topics: [topic] });
  const committed = new Map((fetched?.partitions ?? []).map((each) => [each.partition, Number(each.offset)]));
  return ends.map((end) => placeOf(end, committed.get(end.partition) ?? -1));
};
