/** Redrives one key's parked records, in order, through the function that should have handled them. */
import type { DescribedError, Letter } from '../../functions/platform/consumer/letter.ts';
import type { RedriveEvent, RedriveOutcome } from '../../functions/platform/consumer/redrive.ts';
import { failedAgain, idOf, type Parked, parkedBy, queueOf, readLetter, unmark } from './marks.ts';
import type { Answer, Consumer, Place, World } from './world.ts';

export interface KeyOutcome {
  readonly redriven: number;
  /** What its queue now begins with, and why it could not be handled. */
  readonly stoppedAt?: { readonly id: string; readonly error: DescribedError };
}

export interface RedriveKeyProps {
  readonly world: World;
  readonly place: Place;
  readonly consumer: Consumer;
  /** Any of its records. */
  readonly of: Parked;
  /** The last record to redrive. @default all, those too that come while it goes on */
  readonly until?: string | undefined;
  /** Told after each invocation how many are done. */
  readonly progress?: (redriven: number) => void;
  /** Asked before each invocation. @default never */
  readonly isStopped?: () => boolean;
}

/** Records in one invocation, and bytes of them: an event may have 6 MB. */
const most = { records: 25, bytes: 4_000_000 };

/**
 * A mark goes after its record was handled, never before: whatever is interrupted is redriven again, and what was
 * handled twice has its effect once. The key is free when its last mark is gone.
 */
export const redriveKey = async (props: RedriveKeyProps): Promise<KeyOutcome> => {
  const { world, place, consumer, of, until, progress, isStopped } = props;
  let redriven = 0;
  for (;;) {
    const front = isStopped?.() ? [] : await frontOf(props);
    if (front.length === 0) return { redriven };
    const { handled, error } = await handOver(world, consumer, front);
    for (const { parked } of front.slice(0, handled)) await unmark(world, place.table, parked);
    redriven += handled;
    progress?.(redriven);
    const [stopped] = front.slice(handled);
    if (stopped !== undefined && error !== undefined) {
      await failedAgain(world, place.table, stopped.parked, error);
      return { redriven, stoppedAt: { id: idOf(stopped.parked), error } };
    }
    const isLast = front.some(({ parked }) => idOf(parked) === until);
    if (isLast || of.key === '') return { redriven };
  }
};

interface Entry {
  readonly parked: Parked;
  readonly letter: Letter;
}

/** As many records from the front of the key's queue as fit into one invocation; of one partition. */
const frontOf = async ({ world, place, of, until }: RedriveKeyProps): Promise<readonly Entry[]> => {
  const entries: Entry[] = [];
  let bytes = 0;
  const prefix = of.key === '' ? of.sk : `${queueOf(of)}#`;
  for await (const parked of parkedBy(world.dynamodb, place, of.consumer, prefix)) {
    const letter = await readLetter(world, place.table, parked);
    bytes += JSON.stringify(letter.record).length;
    const isOther = entries.some(({ parked: { partition } }) => partition !== parked.partition);
    if (entries.length > 0 && (isOther || bytes > most.bytes)) break;
    entries.push({ parked, letter });
    if (entries.length >= most.records || idOf(parked) === until) break;
  }
  return entries;
};

/** When the function crashes with several, each is tried by itself, so that it is known whose fault it is. */
const handOver = async (
  world: World,
  { functionName }: Consumer,
  entries: readonly Entry[],
): Promise<{ readonly handled: number; readonly error?: DescribedError | undefined }> => {
  const outcome = outcomeOf(await world.invoke(functionName, eventOf(entries)), entries);
  if (outcome.crashed !== true || entries.length === 1) return outcome;
  for (const [index, entry] of entries.entries()) {
    const alone = outcomeOf(await world.invoke(functionName, eventOf([entry])), [entry]);
    if (alone.handled === 0) return { handled: index, error: alone.error };
  }
  return { handled: entries.length };
};

const eventOf = (entries: readonly Entry[]): RedriveEvent & { readonly eventSource: 'aws:kafka' } => ({
  eventSource: 'aws:kafka',
  redrive: 'parked',
  records: Object.groupBy(
    entries.map(({ letter }) => letter.record),
    ({ topic, partition }) => `${topic}-${partition}`,
  ) as RedriveEvent['records'],
});

const outcomeOf = ({ answer, functionError }: Answer, entries: readonly Entry[]) => {
  if (functionError !== undefined) {
    return { handled: 0, crashed: true, error: { name: 'FunctionError', message: functionError } };
  }
  const { batchItemFailures = [], failures = [] } = (answer ?? {}) as Partial<RedriveOutcome>;
  const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier.offset));
  const first = entries.findIndex(({ parked }) => failed.has(parked.offset));
  if (first < 0) return { handled: entries.length };
  const why = failures.find(({ offset }) => offset === entries[first]?.parked.offset)?.error;
  return { handled: first, error: why ?? (first === 0 ? outOfTime : undefined) };
};

const outOfTime: DescribedError = {
  name: 'NotHandled',
  message: 'the function gave it back without a reason; did its time run out?',
};
