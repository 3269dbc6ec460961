/** Where consumer groups stand, and moving them. */
import type { Admin } from 'kafkajs';
import type { DeployedMapping } from './deployed-mappings.ts';
import type { PartitionState, PlannedPartition } from './plan.ts';

type OfGroup = Pick<DeployedMapping, 'topic' | 'group'>;

/** @param at milliseconds since 1970, where a moment is looked for */
export const partitionsOf = async (
  admin: Admin,
  { topic, group }: OfGroup,
  at?: number,
): Promise<readonly PartitionState[]> => {
  const [ends, [committed], moments] = await Promise.all([
    admin.fetchTopicOffsets(topic),
    admin.fetchOffsets({ groupId: group, topics: [topic] }),
    at === undefined ? [] : admin.fetchTopicOffsetsByTimestamp(topic, at),
  ]);
  const offsetIn = (offsets: readonly { partition: number; offset: string }[] = [], partition = 0) =>
    Number(offsets.find((each) => each.partition === partition)?.offset ?? -1);
  return ends
    .map(({ partition, low, high }) => {
      const [standing, moment] = [offsetIn(committed?.partitions, partition), offsetIn(moments, partition)];
      return {
        topic,
        partition,
        low: Number(low),
        high: Number(high),
        committed: standing < 0 ? Number(low) : standing,
        atMoment: moment < 0 ? undefined : moment,
      };
    })
    .sort((a, b) => a.partition - b.partition);
};

/** Nobody is in the group, so that it can be moved. */
export const isIdle = async (admin: Admin, { group }: OfGroup): Promise<boolean> => {
  const { groups } = await admin.describeGroups([group]);
  return ['Empty', 'Dead'].includes(groups[0]?.state ?? '');
};

/** @throws Error when the group does not stand where it was put */
export const moveGroup = async (
  admin: Admin,
  { topic, group }: OfGroup,
  plan: readonly PlannedPartition[],
): Promise<void> => {
  const own = plan.filter((each) => each.topic === topic);
  if (own.length === 0) return;
  const partitions = own.map(({ partition, target }) => ({ partition, offset: String(target) }));
  await admin.setOffsets({ groupId: group, topic, partitions });
  const states = await partitionsOf(admin, { topic, group });
  for (const { partition, target } of own) {
    const found = states.find((state) => state.partition === partition)?.committed;
    if (found !== target) {
      throw new Error(
        `${group} stands at ${found} in partition ${partition}, not at ${target}: run the same again`,
      );
    }
  }
};

/** How many records the group has not handled, up to where a plan ends. */
export const lagOf = async (
  admin: Admin,
  mapping: OfGroup,
  ends: ReadonlyMap<string, number>,
): Promise<number> => {
  const states = await partitionsOf(admin, mapping);
  return states.reduce((sum, { topic, partition, committed, high }) => {
    const end = ends.get(`${topic}-${partition}`) ?? high;
    return sum + Math.max(0, end - committed);
  }, 0);
};
