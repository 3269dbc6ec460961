/** Hands a batch over again that a mapping gave up, and finds the record that its function crashes with. */
import type { MSKRecord } from 'aws-lambda';
import type { BatchOutcome } from '../../functions/platform/consumer/consumer.ts';
import type { Answer } from './world.ts';

export interface BisectProps {
  /** As the mapping does it: the function parks by itself what can never be handled. */
  readonly invoke: (records: readonly MSKRecord[]) => Promise<Answer>;
  /** Parks the culprit; the function then parks the later ones of its key behind it. */
  readonly park: (record: MSKRecord, error: string) => Promise<void>;
}

export interface Bisected {
  readonly culprits: readonly MSKRecord[];
  /** What is to be tried again later: its function says that it cannot be handled now. */
  readonly again: readonly MSKRecord[];
}

/** The first half is done before the second, so that the order of a key is kept; repeats change nothing. */
export const bisect = async (records: readonly MSKRecord[], props: BisectProps): Promise<Bisected> => {
  const [first, ...others] = records;
  if (first === undefined) return { culprits: [], again: [] };
  const { answer, functionError } = await props.invoke(records);
  if (functionError === undefined) return restOf(records, answer, props);
  if (others.length === 0) {
    await props.park(first, functionError);
    return { culprits: [first], again: [] };
  }
  const middle = Math.ceil(records.length / 2);
  const before = await bisect(records.slice(0, middle), props);
  // A key's order would be lost behind what has to come again.
  if (before.again.length > 0) {
    return { culprits: before.culprits, again: [...before.again, ...records.slice(middle)] };
  }
  const after = await bisect(records.slice(middle), props);
  return { culprits: [...before.culprits, ...after.culprits], again: after.again };
};

/** A function that ran out of time has done some, and goes on with the rest. */
const restOf = (
  records: readonly MSKRecord[],
  answer: unknown,
  props: BisectProps,
): Promise<Bisected> | Bisected => {
  const { batchItemFailures = [] } = (answer ?? {}) as Partial<BatchOutcome>;
  const failed = new Set(
    batchItemFailures.map(({ itemIdentifier: { partition, offset } }) => `${partition}@${offset}`),
  );
  const rest = records.filter(({ topic, partition, offset }) =>
    failed.has(`${topic}-${partition}@${offset}`),
  );
  return rest.length > 0 && rest.length < records.length
    ? bisect(rest, props)
    : { culprits: [], again: rest };
};
