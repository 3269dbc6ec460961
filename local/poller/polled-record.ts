/** A record as it was read from a partition. */

export interface PolledRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  /** In their order; a name may come more than once. */
  readonly headers: readonly (readonly [name: string, value: Buffer])[];
}

/** `<topic>-<partition>`, as Lambda names a partition. */
export const partitionOf = ({ topic, partition }: PolledRecord): string => `${topic}-${partition}`;
