/** Redrives what was selected: keys side by side, each in its order; then what mappings gave up; then messages. */
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { limited } from '../../functions/platform/limited.ts';
import { idOf, type Parked, queueOf } from './marks.ts';
import { kindOf, walk } from './queue.ts';
import { redriveBatch } from './redrive-batch.ts';
import { redriveKey } from './redrive-key.ts';
import { meansMessages, placesIn, type Selection, selected } from './selection.ts';
import { isSwept } from './sweep.ts';
import type { Place, World } from './world.ts';

export interface RedriveProps {
  readonly world: World;
  readonly selection: Selection;
  readonly say: (line: string) => void;
  /** Asked before each step. @default never */
  readonly isStopped?: () => boolean;
}

export interface Redriven {
  /** Parked records that were handled. */
  readonly records: number;
  /** Letters of mappings, and messages, that are done. */
  readonly messages: number;
  /** Keys and letters that were not, each said. */
  readonly failed: number;
}

const keysAtOnce = 4;

export const redrive = async (props: RedriveProps): Promise<Redriven> => {
  // Batches first: what they park is found by whoever looks for parked records next, and not at once again.
  const keys = await keysOf(props);
  const messages = meansMessages(props.selection) ? await redriveMessages(props) : { done: 0, failed: 0 };
  const outcomes = await limited(keysAtOnce, keys, (of) => redriveOne(of, props));
  const contexts = new Set(keys.map(({ context }) => context));
  await sweep(props, meansMessages(props.selection) ? undefined : contexts);
  return {
    records: outcomes.reduce((sum, { redriven }) => sum + redriven, 0),
    messages: messages.done,
    failed: messages.failed + outcomes.filter(({ stoppedAt }) => stoppedAt !== undefined).length,
  };
};

/** One record of each queue, in memory: the first that is meant. */
const keysOf = async ({ world, selection }: RedriveProps): Promise<readonly Parked[]> => {
  const first = new Map<string, Parked>();
  for await (const parked of selected(world, selection)) {
    const queue = `${parked.consumer} ${queueOf(parked)}`;
    if (!first.has(queue)) first.set(queue, parked);
  }
  return [...first.values()];
};

const redriveOne = async (of: Parked, { world, selection, say, isStopped }: RedriveProps) => {
  const place = world.places.find(({ context }) => context === of.context);
  const consumer = place?.consumers.find(({ name }) => name === of.consumer);
  if (place === undefined || consumer === undefined) throw new Error(`${of.consumer} is not deployed`);
  const name = `${of.consumer} ${of.key === '' ? idOf(of) : `${of.topic} ${of.key}`}`;
  const outcome = await redriveKey({
    world,
    place,
    consumer,
    of,
    until: selection.id,
    progress: (redriven) => say(`${name}: ${redriven} redriven`),
    ...(isStopped && { isStopped }),
  });
  const { stoppedAt } = outcome;
  if (stoppedAt !== undefined) {
    const { error, id } = stoppedAt;
    say(`${name}: stopped at ${id}, which still cannot be handled: ${error.name}: ${error.message}`);
  }
  return outcome;
};

const redriveMessages = async (props: RedriveProps) => {
  let done = 0;
  let failed = 0;
  for (const place of placesIn(props.world, props.selection)) {
    for await (const { id, body, remove } of walk(props.world.sqs, place.queueUrl)) {
      if (props.isStopped?.()) break;
      if (props.selection.id !== undefined && props.selection.id !== id) continue;
      if (kindOf(body).kind === 'record') continue;
      if (await redriveMessage(props, place, id, body)) {
        await remove();
        done += 1;
      } else failed += 1;
    }
  }
  return { done, failed };
};

/** @returns whether nothing of it is left to be done */
const redriveMessage = async (
  { world, say }: RedriveProps,
  place: Place,
  id: string,
  body: string,
): Promise<boolean> => {
  const kind = kindOf(body);
  if (kind.kind === 'batch') {
    const { isDone, records, told } = await redriveBatch(world, place, kind.batch);
    for (const line of [`${place.context} ${id}: ${records} records handed over again`, ...told]) say(line);
    return isDone;
  }
  const QueueUrl = kind.kind === 'deadline' ? place.deadlineQueueUrl : place.importQueueUrl;
  if (QueueUrl === undefined) {
    say(
      `${place.context} ${id}: it came from no queue that is known; see \`dlq show --id ${id}\`, then drop it`,
    );
    return false;
  }
  // Sent before it is removed: an interruption makes two of it, which have their effect once.
  await world.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: body }));
  say(`${place.context} ${id}: sent back to ${QueueUrl.split('/').at(-1)}`);
  return true;
};

/**
 * Takes away the queue's copies of what is parked no longer.
 *
 * @param contexts @default all that the selection means
 */
export const sweep = async (
  { world, selection, isStopped }: RedriveProps,
  contexts?: ReadonlySet<string>,
): Promise<void> => {
  for (const place of placesIn(world, selection)) {
    if (contexts !== undefined && !contexts.has(place.context)) continue;
    for await (const { body, remove } of walk(world.sqs, place.queueUrl)) {
      if (isStopped?.()) break;
      if (await isSwept(world, place, body)) await remove();
    }
  }
};
