/** The records of one key, in turn, until one has to come again. */
import { isRefusal, type Message } from '../commit/decider.ts';
import type { IncomingRecord } from '../contract/incoming.ts';
import type { Heard, Reader } from '../contract/reader.ts';
import { PermanentFailure } from '../failure.ts';
import { inRecordSpan } from '../tracing/record-spans.ts';
import type { OpenSpan } from '../tracing/span.ts';
import { HeldBack, type Park } from './park.ts';
import type { TimeBudget } from './time-budget.ts';

export interface InTurnProps<Event extends Message> {
  readonly read: Reader<Event>;
  /** A refusal has no caller to hear it here, and counts as a permanent failure. */
  readonly handle: (heard: Heard<Event>) => Promise<object>;
  /** Where what can never be handled goes, and what comes behind it. */
  readonly park: Park;
  /** Told about each record that failed and will come again. */
  readonly failed: (record: IncomingRecord, error: unknown) => void;
  /** Whether an operator hands the records over again. @default false */
  readonly isRedrive?: boolean;
}

/**
 * A record that is parked holds back the later ones of its key; one without a key holds nobody back.
 *
 * @param isHeld whether the key is parked already
 * @returns the offset of the first record that must come again; infinity when all went well
 */
export const inTurn = async <Event extends Message>(
  records: readonly IncomingRecord[],
  isHeld: boolean,
  props: InTurnProps<Event>,
  budget: TimeBudget,
): Promise<number> => {
  let held = isHeld;
  for (const record of records) {
    if (budget.isSpent()) return record.offset;
    const outcome = await budget.measured(() =>
      inRecordSpan(record, (span) => (held ? behind(record, props, span) : one(record, props, span))),
    );
    if (outcome === 'again') return record.offset;
    held ||= outcome === 'parked' && record.key !== '';
  }
  return Number.POSITIVE_INFINITY;
};

type Outcome = 'done' | 'parked' | 'again';

const one = async <Event extends Message>(
  record: IncomingRecord,
  props: InTurnProps<Event>,
  span: OpenSpan | undefined,
): Promise<Outcome> => {
  try {
    const heard = await props.read(record);
    if (heard === undefined) return passedOver(span);
    span?.note({ 'tributary.consumer': heard.cause.by, 'tributary.redriven': props.isRedrive || undefined });
    accepted(await props.handle(heard));
    return 'done';
  } catch (error) {
    if (error instanceof PermanentFailure) return parked(record, error, props, span);
    span?.fail(error);
    props.failed(record, error);
    return 'again';
  }
};

const passedOver = (span: OpenSpan | undefined): Outcome => {
  span?.discard();
  return 'done';
};

/** What nobody here wants to hear is passed over as ever. */
const behind = async <Event extends Message>(
  record: IncomingRecord,
  props: InTurnProps<Event>,
  span: OpenSpan | undefined,
): Promise<Outcome> => {
  const isWanted = await props.read(record).then(
    (heard) => heard !== undefined,
    () => true,
  );
  if (!isWanted) return passedOver(span);
  return parked(record, new HeldBack('an earlier record of its key is parked, and order holds'), props, span);
};

/** What could not be parked comes again, for the reason that it should have been parked for. */
const parked = async <Event extends Message>(
  record: IncomingRecord,
  error: PermanentFailure,
  { park, failed }: InTurnProps<Event>,
  span: OpenSpan | undefined,
): Promise<Outcome> => {
  span?.fail(error);
  try {
    await park(record, error);
    span?.note({ 'tributary.parked': true });
    return 'parked';
  } catch {
    failed(record, error);
    return 'again';
  }
};

const accepted = (outcome: object): void => {
  if (isRefusal(outcome)) throw new PermanentFailure(`refused: ${outcome.refused}: ${outcome.detail}`);
};
