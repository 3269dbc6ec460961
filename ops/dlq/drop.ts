/** Drops what was selected for good, and records who did it and why, with the letter itself, in the context's table. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { idOf, type Parked, readStored, unmark } from './marks.ts';
import { kindOf, walk } from './queue.ts';
import { meansMessages, placesIn, type Selection, selected } from './selection.ts';
import { isSwept } from './sweep.ts';
import type { Place, World } from './world.ts';

export interface DropProps {
  readonly world: World;
  readonly selection: Selection;
  readonly by: string;
  readonly why: string;
  readonly say: (line: string) => void;
  /** Asked before each letter. @default never */
  readonly isStopped?: () => boolean;
}

/** @returns how many were dropped */
export const drop = async (props: DropProps): Promise<number> => {
  const { world, selection, say, isStopped } = props;
  let dropped = 0;
  for await (const parked of selected(world, selection)) {
    if (isStopped?.()) return dropped;
    const place = world.places.find(({ context }) => context === parked.context);
    if (place === undefined) continue;
    await dropRecord(props, place, parked);
    say(`${parked.consumer} ${idOf(parked)} dropped`);
    dropped += 1;
  }
  for (const place of placesIn(world, selection)) dropped += await dropMessages(props, place);
  return dropped;
};

/** What is written instead goes in the same transaction. */
const dropRecord = async (props: DropProps, place: Place, parked: Parked): Promise<void> => {
  const { topic, partition, offset, key, consumer, error, attempts } = parked;
  const letter = JSON.stringify(await readStored(props.world, place.table, parked));
  const about = { consumer, topic, partition, offset, key, error, attempts, letter };
  await unmark(props.world, place.table, parked, [itemOf(props, `${consumer}#${idOf(parked)}`, about)]);
};

const dropMessages = async (props: DropProps, place: Place): Promise<number> => {
  const { world, selection, say, isStopped } = props;
  let dropped = 0;
  for await (const { id, body, remove } of walk(world.sqs, place.queueUrl)) {
    if (isStopped?.()) break;
    const isMeant = meansMessages(selection) && (selection.id === undefined || selection.id === id);
    if (isMeant && kindOf(body).kind !== 'record') {
      const Item = marshall(itemOf(props, id, { body }));
      await world.dynamodb.send(new PutItemCommand({ TableName: place.table, Item }));
      await remove();
      say(`${place.context} ${id} dropped`);
      dropped += 1;
    } else if (await isSwept(world, place, body)) await remove();
  }
  return dropped;
};

const itemOf = ({ by, why }: DropProps, id: string, about: object) => {
  const at = new Date().toISOString();
  return { pk: 'dropped', sk: `${at}#${id}`, by, why, at, ...about };
};
