/** The model beside the simulation of the same pipeline. */
import { sideBySide } from '../../docs/build/demand.ts';
import { largestBatch, overheadMs, topicPlans } from './model.ts';
import { type Simulated, type Stage, simulated } from './simulation.ts';

export interface Compared {
  readonly topic: string;
  readonly partitions: number;
  /** Records of a batch. */
  readonly batch: { readonly model: number; readonly simulation: number };
  readonly busy: { readonly model: number; readonly simulation: number };
  readonly rate: { readonly model: number; readonly simulation: number };
  readonly backlog: number;
}

export interface SliceProps {
  readonly ordersPerSecond: number;
  readonly seconds: number;
  /** A part of the orders, on the same part of each topic's partitions: those do not know of the others. */
  readonly slice: number;
  readonly random: () => number;
  /** How many partitions a topic has, of those that the model gives it. @default all */
  readonly partitions?: (planned: number) => number;
}

/** Topics that carry a record or more of each order, one behind the other. */
const stagesOf = ({
  ordersPerSecond,
  slice,
  partitions = (planned) => planned,
}: SliceProps): readonly Stage[] =>
  topicPlans(ordersPerSecond, () => 1)
    .filter(({ perOrder }) => perOrder >= 1)
    .map(({ topic, perOrder, msPerEvent, partitions: planned }) => ({
      topic,
      perOrder,
      msPerEvent,
      sideBySide,
      overheadMs,
      largestBatch,
      partitions: Math.round(partitions(planned) * slice),
    }));

export const compared = (
  props: SliceProps,
): { readonly topics: readonly Compared[]; readonly simulation: Simulated } => {
  const { ordersPerSecond, seconds, slice, random } = props;
  const stages = stagesOf(props);
  const simulation = simulated({
    stages,
    ordersPerSecond: ordersPerSecond * slice,
    seconds,
    relayMs: 50,
    random,
  });
  const planned = new Map(topicPlans(ordersPerSecond, () => 1).map((plan) => [plan.topic, plan]));
  const topics = simulation.stages.flatMap(({ topic, batch, busy, rate, backlog }) => {
    const plan = planned.get(topic);
    if (plan === undefined) return [];
    return [
      {
        topic,
        partitions: plan.partitions,
        batch: { model: plan.steady.batch, simulation: batch },
        busy: { model: plan.steady.busy, simulation: busy },
        rate: { model: plan.rate, simulation: rate / slice },
        backlog,
      },
    ];
  });
  return { topics, simulation };
};
