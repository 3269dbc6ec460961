/** How many partitions and pollers a rate needs, with the arithmetic. */

export interface Demand {
  /** Events a second that must be kept up with. */
  readonly rate: number;
  /** What one event takes of a partition's time, milliseconds: a batch's time by its events, all keys side by side. */
  readonly msPerEvent: number;
  /** By how much more than the rate is planned for, such as 2: a backlog must shrink, and keys are never spread evenly. */
  readonly factor: number;
  /** Of a record with its headers, bytes. */
  readonly bytesPerEvent: number;
  /** Partitions that the topic has now; undefined when it is not known. */
  readonly partitions?: number | undefined;
}

export interface Plan {
  /** Events a second with the factor. */
  readonly planned: number;
  /** Events a second of one partition. */
  readonly perPartition: number;
  readonly partitions: number;
  readonly pollers: number;
  /** Event poller units, for this mapping alone. */
  readonly units: number;
  /** Invocations at the same time, at most. */
  readonly concurrency: number;
  /** Lines with the numbers in. */
  readonly arithmetic: readonly string[];
  /** What binds, or cannot be undone. */
  readonly warnings: readonly string[];
}

/** https://docs.aws.amazon.com/lambda/latest/dg/kafka-scaling-modes.html */
const poller = { bytesPerSecond: 5_000_000, invocations: 5 } as const;
const unit = { bytesPerSecond: 20_000_000, pollers: 10, dollarsPerHour: 0.185 } as const;
const mostPollers = 2_000;
/** A new account's concurrent executions in a region, for all functions together. */
const usualConcurrency = 1_000;
/** Replicas of a standard MSK broker of the usual size (kafka.m7g.large). */
const partitionsPerBroker = 1_000;

export const planFor = (demand: Demand): Plan => {
  const { rate, msPerEvent, factor, bytesPerEvent } = demand;
  const planned = rate * factor;
  const perPartition = 1_000 / msPerEvent;
  const partitions = Math.max(1, Math.ceil(planned / perPartition));
  const bytes = planned * bytesPerEvent;
  const byBytes = Math.ceil(bytes / poller.bytesPerSecond);
  const byInvocations = Math.ceil(partitions / poller.invocations);
  const needed = Math.max(1, byBytes, byInvocations);
  const widened = Math.max(partitions, needed);
  const pollers = Math.min(needed, mostPollers);
  const units = Math.max(1, Math.ceil(pollers / unit.pollers), Math.ceil(bytes / unit.bytesPerSecond));
  return {
    planned,
    perPartition,
    partitions: widened,
    pollers,
    units,
    concurrency: widened,
    arithmetic: [
      `planned rate    = ${n(rate)} events/s x ${n(factor)} = ${n(planned)} events/s`,
      `one partition   = 1000 ms / ${n(msPerEvent)} ms = ${n(perPartition)} events/s (one batch at a time, keys side by side)`,
      `partitions      = ${n(planned)} / ${n(perPartition)}, rounded up = ${partitions}`,
      `throughput      = ${n(planned)} x ${n(bytesPerEvent)} B = ${n(bytes / 1_000_000)} MB/s`,
      `pollers         = the larger of ${n(bytes / 1_000_000)} / 5 MB/s = ${byBytes} and ${partitions} / 5 invocations = ${byInvocations}, at least 1 = ${needed}`,
      `units (EPU)     = the larger of ${pollers} / 10 pollers and ${n(bytes / 1_000_000)} / 20 MB/s, rounded up = ${units}, $${n(units * unit.dollarsPerHour)}/h where it shares none`,
      ...(widened > partitions
        ? [`partitions      = at least as many as pollers: ${needed} in place of ${partitions}`]
        : []),
    ],
    warnings: warningsFor(demand, widened, needed),
  };
};

const warningsFor = (
  { partitions: now, msPerEvent }: Demand,
  wanted: number,
  pollers: number,
): readonly string[] => [
  ...(now !== undefined && now < wanted
    ? [
        `the topic has ${now} partitions and needs ${wanted}: partitions can only be added, never taken away, and adding moves keys to other partitions, so the order of a key holds across the change only once everything before it was read`,
      ]
    : []),
  ...(now !== undefined && now > wanted
    ? [`the topic has ${now} partitions already, which is enough; their number can never go down`]
    : []),
  ...(pollers > mostPollers ? [`a mapping has ${mostPollers} pollers at most, fewer than ${pollers}`] : []),
  ...(wanted > usualConcurrency
    ? [`${wanted} invocations at once are more than a region's usual ${usualConcurrency}: ask for more`]
    : []),
  ...(wanted > partitionsPerBroker
    ? [
        `${wanted} partitions are more than one broker holds well (about ${partitionsPerBroker} with replicas)`,
      ]
    : []),
  `a key is never faster than its own events, one after another: one hot key may need more than ${n(msPerEvent)} ms each, and no partition helps it`,
];

const n = (value: number): string => String(Number(value.toPrecision(4)));
