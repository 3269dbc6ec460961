/** Brings a batch to its end, with Lambda's rules of trying again. */
import { failedIn } from './answer.ts';
import { backoff } from './backoff.ts';
import type { Failure } from './envelope.ts';
import type { Configuration, Mapping } from './mapping.ts';
import { payloadLimit, sizeInPayload } from './payload.ts';
import type { PolledRecord } from './polled-record.ts';

export interface Invocation {
  /** What the function returned, parsed. */
  readonly answer: unknown;
  /** Set when the function ended with an error. */
  readonly functionError: string | undefined;
  /** How long it took, milliseconds. */
  readonly ms: number;
}

export type Outcome = 'handled' | 'retried' | 'destination' | 'dropped';

/** What settling needs of the world. */
export interface Surroundings {
  readonly invoke: (records: readonly PolledRecord[]) => Promise<Invocation>;
  /** Tells the destination, if there is one. @returns what became of the records */
  readonly giveUp: (records: readonly PolledRecord[], failure: Failure) => Promise<'destination' | 'dropped'>;
  readonly report: (records: readonly PolledRecord[], outcome: Outcome, ms: number) => void;
  /** @param ms milliseconds */
  readonly pause: (ms: number) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

type Rules = Pick<
  Mapping,
  'retryAttempts' | 'maximumRecordAgeSeconds' | 'bisect' | 'reportFailures' | 'onFailureQueueUrl'
> &
  Pick<Configuration, 'retryReading'>;

/** With a destination, AWS takes "for ever" for ten: https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html */
const attemptsOf = ({ retryAttempts, onFailureQueueUrl }: Rules): number =>
  retryAttempts === -1 ? (onFailureQueueUrl === undefined ? Number.POSITIVE_INFINITY : 10) : retryAttempts;

export const settler = (rules: Rules, { invoke, giveUp, report, pause, now }: Surroundings) => {
  const retries = attemptsOf(rules);
  const oldest = rules.maximumRecordAgeSeconds * 1_000;
  const isTooOld = ({ timestamp }: PolledRecord): boolean => oldest >= 0 && now() - timestamp > oldest;

  const abandon = async (records: readonly PolledRecord[], failure: Failure): Promise<void> => {
    if (records.length > 0) report(records, await giveUp(records, failure), 0);
  };

  /** @param before how often these records were tried already; splitting does not count */
  const settle = async (batch: readonly PolledRecord[], before = 0): Promise<void> => {
    const records = batch.filter((record) => !isTooOld(record));
    await abandon(batch.filter(isTooOld), lost('RecordAgeExceeded', before));
    if (records.length === 0) return;
    if (records.length === 1 && records.every((record) => sizeInPayload(record) > payloadLimit)) {
      return abandon(records, lost('MaximumPayloadSizeExceeded', before));
    }
    const { answer, functionError, ms } = await invoke(records);
    const failed = functionError === undefined ? remaining(answer, records) : records;
    const good = records.filter((record) => !failed.includes(record));
    if (good.length > 0) report(good, 'handled', ms);
    if (failed.length === 0) return;
    const attempts = before + 1;
    const canBeSplit = functionError !== undefined && rules.bisect && failed.length > 1;
    if (!canBeSplit && attempts > retries) {
      return abandon(failed, { condition: 'RetryAttemptsExhausted', attempts, functionError });
    }
    report(failed, 'retried', ms);
    await pause(backoff(attempts));
    if (!canBeSplit) return settle(failed, attempts);
    const middle = Math.ceil(failed.length / 2);
    await settle(failed.slice(0, middle), before);
    await settle(failed.slice(middle), before);
  };

  const remaining = (answer: unknown, records: readonly PolledRecord[]): readonly PolledRecord[] =>
    rules.reportFailures ? failedIn(answer, records, rules.retryReading) : [];

  return settle;
};

const lost = (condition: Failure['condition'], attempts: number): Failure => ({
  condition,
  attempts,
  functionError: undefined,
});
