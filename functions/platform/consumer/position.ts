/** Up to where a consumer is done with a partition. */
import type { IncomingRecord } from '../contract/incoming.ts';

/** Every record of one batch and partition that was handled or parked, with none between them that was not. */
export interface Position {
  readonly topic: string;
  readonly partition: number;
  /** The lowest offset of them. */
  readonly first: number;
  /** The highest offset of them. */
  readonly last: number;
}

/** @param failed the lowest offset that must come again, or infinity */
export const positionBefore = (batch: readonly IncomingRecord[], failed: number): Position | undefined => {
  const done = batch.filter(({ offset }) => offset < failed);
  const [first, last] = [done[0], done.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return { topic: first.topic, partition: first.partition, first: first.offset, last: last.offset };
};
