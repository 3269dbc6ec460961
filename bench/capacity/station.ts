/** A partition and the consumer that empties it: one batch at a time, some of its records side by side. */

export interface Station {
  /** What a record takes of its partition's time, milliseconds, when as many as usual are side by side. */
  readonly msPerEvent: number;
  /** Records that are handled side by side. */
  readonly sideBySide: number;
  /** What a batch takes besides, milliseconds: it is polled, invoked and settled. */
  readonly overheadMs: number;
  readonly largestBatch: number;
}

export interface Steady {
  /** Records of a batch, on average. */
  readonly batch: number;
  /** Batches a second. */
  readonly batches: number;
  /** Of its time, the part in which a batch is with the function. */
  readonly busy: number;
  /** Whether it keeps up. */
  readonly isStable: boolean;
}

/** In rounds: as many records as go side by side, then as many again. */
export const batchMs = (records: number, { msPerEvent, sideBySide, overheadMs }: Station): number =>
  overheadMs + Math.ceil(records / sideBySide) * sideBySide * msPerEvent;

/** Records a second of one partition, at most. */
export const mostOf = (station: Station): number =>
  (station.largestBatch * 1_000) / batchMs(station.largestBatch, station);

/**
 * What has come while a batch was handled is the next batch, so that batches grow with the rate until they handle as
 * many as come: the mean is where both are equal.
 *
 * @param rate records a second into one partition
 */
export const steadyOf = (rate: number, station: Station): Steady => {
  const { largestBatch } = station;
  const alone = batchMs(1, station) / 1_000;
  // Hardly ever two at once: whoever comes into an idle partition is a batch.
  if (rate * alone < 0.05) return { batch: 1, batches: rate, busy: rate * alone, isStable: true };
  let [low, high] = [0, largestBatch];
  while (high - low > 1e-3) {
    const middle = (low + high) / 2;
    if (comingBehind(middle, rate, station) > middle) low = middle;
    else high = middle;
  }
  const isStable = rate <= mostOf(station);
  // A batch has one record at least: below that the consumer waits, for as long as the next takes to come.
  const none = Math.exp(-high);
  const batch = isStable ? Math.max(1, high / (1 - none)) : largestBatch;
  const batches = isStable ? rate / batch : 1_000 / batchMs(largestBatch, station);
  const busy = Math.min(1, (batches * meanMs(batch, station)) / 1_000);
  return { batch, batches, busy, isStable };
};

/** Records that come while a batch of that many on average is handled. */
const comingBehind = (batch: number, rate: number, station: Station): number =>
  (rate * meanMs(Math.max(1, batch), station)) / 1_000;

/**
 * Batches are not all alike: how many come meanwhile is as random as the orders are, by Poisson.
 *
 * @param batch records on average
 */
const meanMs = (batch: number, station: Station): number => {
  const { largestBatch } = station;
  // The logarithm of the probability of none; each next follows from it.
  let logarithm = -batch;
  let [sum, probability] = [0, 0];
  for (let records = 1; records < largestBatch; records += 1) {
    logarithm += Math.log(batch / records);
    const of = Math.exp(logarithm);
    sum += of * batchMs(records, station);
    probability += of;
  }
  // Whoever comes into an idle partition is a batch alone; more than the largest is the largest.
  const none = Math.exp(-batch);
  return (
    sum + none * batchMs(1, station) + Math.max(0, 1 - none - probability) * batchMs(largestBatch, station)
  );
};
