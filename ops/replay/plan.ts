/** What a replay in place will do: by partition, from where and how much. */
import type { Start } from './start.ts';

export interface PartitionState {
  readonly topic: string;
  readonly partition: number;
  /** The oldest record that is kept, and where the next one will be. */
  readonly low: number;
  readonly high: number;
  /** Where the group stands; the low end when it never committed. */
  readonly committed: number;
  /** The first record of the moment or later, where a moment was asked for; the high end when there is none. */
  readonly atMoment?: number | undefined;
}

export interface PlannedPartition {
  readonly topic: string;
  readonly partition: number;
  /** Where the group stands, and where it will. */
  readonly committed: number;
  readonly target: number;
  /** Until the end, as it is now. */
  readonly records: number;
  /** Records between the target that was asked for and the oldest that is kept: they are gone. */
  readonly gone: number;
  /** Records that the group has not handled yet and that a start behind them would pass over. */
  readonly skipped: number;
}

/** Partitions that stay where they are, are not in it. @throws Error when an offset is of no partition, or to come */
export const planOf = (start: Start, states: readonly PartitionState[]): readonly PlannedPartition[] => {
  if (start.kind === 'offset') refuseUnknown(start, states);
  return states.flatMap((state) => {
    const { topic, partition, low, high, committed } = state;
    const wanted = wantedOf(start, state);
    if (wanted === undefined) return [];
    const target = Math.min(Math.max(wanted, low), high);
    const gone = start.kind === 'offset' ? Math.max(0, low - wanted) : 0;
    const skipped = Math.max(0, target - Math.max(committed, low));
    return [{ topic, partition, committed, target, records: high - target, gone, skipped }];
  });
};

const wantedOf = (start: Start, { partition, low, high, atMoment }: PartitionState): number | undefined => {
  switch (start.kind) {
    case 'beginning':
      return low;
    case 'moment':
      return atMoment ?? high;
    case 'offset':
      return partition === start.partition ? start.offset : undefined;
  }
};

const refuseUnknown = (
  { partition, offset }: Extract<Start, { kind: 'offset' }>,
  states: readonly PartitionState[],
): void => {
  const state = states.find((each) => each.partition === partition);
  if (state === undefined) {
    throw new Error(
      `${states[0]?.topic} has no partition ${partition}; it has ${states.map((each) => each.partition).join(', ')}`,
    );
  }
  if (offset > state.high) {
    throw new Error(
      `${state.topic}-${partition} ends at ${state.high}: ${offset} is still to come; give an offset from ${state.low} to ${state.high}`,
    );
  }
};

export const recordsIn = (plan: readonly PlannedPartition[]): number =>
  plan.reduce((sum, { records }) => sum + records, 0);
