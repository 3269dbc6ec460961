/** Redrives what was selected: keys side by side, each in its order; then what the queues hold beside them. */
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
  // Known before anything is done: what a batch's culprit parks is not redriven at once again.
  const keys = await keysOf(props);
  const outcomes = await limited(keysAtOnce, keys, (of) => redriveOne(of, props));
  const contexts = new Set(keys.map(({ context }) => context));
  const messages = await redriveMessages(props, meansMessages(props.selection) ? undefined : contexts);
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

/**
 * Takes away the queue's copies of what is parked no longer, and nothing else: without a question, because they were
 * redriven before somebody was interrupted.
 */
export const sweep = async ({
  world,
  selection,
}: Pick<RedriveProps, 'world' | 'selection'>): Promise<void> => {
  for (const place of placesIn(world, selection)) {
    for await (const { body, remove } of walk(world.sqs, place.queueUrl)) {
      if (await isSwept(world, place, body)) await remove();
    }
  }
};

/** Sends back what is meant, and sweeps. @param contexts @default all that the selection means */
const redriveMessages = async (props: RedriveProps, contexts?: ReadonlySet<string>) => {
  const { world, selection, isStopped } = props;
  const outcome = { done: 0, failed: 0 };
  for (const place of placesIn(world, selection)) {
    if (contexts !== undefined && !contexts.has(place.context)) continue;
    for await (const { id, body, remove } of walk(world.sqs, place.queueUrl)) {
      if (isStopped?.()) break;
      if (kindOf(body).kind === 'record') {
        if (await isSwept(world, place, body)) await remove();
      } else if (isMessageMeant(id, selection)) {
        const isDone = await redriveMessage(props, place, id, body);
        if (isDone) await remove();
        outcome[isDone ? 'done' : 'failed'] += 1;
      }
    }
  }
  return outcome;
};

const isMessageMeant = (id: string, selection: Selection): boolean =>
  meansMessages(selection) && (selection.id === undefined || selection.id === id);

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
