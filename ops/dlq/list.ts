/** Tells what lies in the dead letters of each context: parked records key by key, and what came by other ways. */
import { idOf, type Parked, queueOf } from './marks.ts';
import { kindOf, walk } from './queue.ts';
import { meansMessages, placesIn, type Selection, selected } from './selection.ts';
import type { Place, World } from './world.ts';

/** One line of the list. */
export type Listed =
  | {
      readonly kind: 'key';
      readonly context: string;
      readonly consumer: string;
      readonly topic: string;
      /** Empty for a record without one. */
      readonly key: string;
      /** The first of its records, for which all others wait. */
      readonly first: Parked;
      readonly records: number;
    }
  | {
      readonly kind: 'batch' | 'deadline' | 'other';
      readonly context: string;
      readonly id: string;
      readonly about: string;
    };

/** In bounded memory: a key is told when the next begins. */
export async function* list(world: World, selection: Selection): AsyncGenerator<Listed> {
  let current: { first: Parked; records: number } | undefined;
  for await (const parked of selected(world, selection)) {
    if (current !== undefined && isSameQueue(current.first, parked)) {
      current.records += 1;
      continue;
    }
    if (current !== undefined) yield keyOf(current);
    current = { first: parked, records: 1 };
  }
  if (current !== undefined) yield keyOf(current);
  if (!meansMessages(selection)) return;
  for (const place of placesIn(world, selection)) yield* messagesOf(world, place, selection);
}

const isSameQueue = (a: Parked, b: Parked): boolean => a.consumer === b.consumer && queueOf(a) === queueOf(b);

const keyOf = ({ first, records }: { first: Parked; records: number }): Listed => {
  const { context, consumer, topic, key } = first;
  return { kind: 'key', context, consumer, topic, key, first, records };
};

/** Parked records' own letters are told by their marks. */
async function* messagesOf(world: World, place: Place, selection: Selection): AsyncGenerator<Listed> {
  for await (const { id, body } of walk(world.sqs, place.queueUrl)) {
    if (selection.id !== undefined && selection.id !== id) continue;
    const kind = kindOf(body);
    const { context } = place;
    if (kind.kind === 'batch') {
      const { requestContext, responseContext, KafkaBatchInfo } = kind.batch;
      const where = Object.entries(KafkaBatchInfo.recordsInfo).map(
        ([name, span]) => `${name}@${span.firstRecordOffset}-${span.lastRecordOffset}`,
      );
      const why = responseContext?.functionError ?? requestContext.condition;
      const about = `given up after ${requestContext.approximateInvokeCount} tries (${why}): ${where.join(', ')}`;
      yield { kind: 'batch', context, id, about };
    } else if (kind.kind === 'deadline') {
      yield { kind: 'deadline', context, id, about: `deadline ${kind.id}` };
    } else if (kind.kind === 'other') {
      yield { kind: 'other', context, id, about: body.slice(0, 100) };
    }
  }
}

export const counted = async (world: World, selection: Selection) => {
  const count = { keys: 0, records: 0, messages: 0 };
  for await (const entry of list(world, selection)) {
    if (entry.kind !== 'key') count.messages += 1;
    else {
      count.keys += 1;
      count.records += entry.records;
    }
  }
  return count;
};

/** For people. */
export const lineOf = (listed: Listed): string => {
  if (listed.kind !== 'key') return `${listed.context}  ${listed.kind}  ${listed.id}  ${listed.about}`;
  const { consumer, topic, key, first, records } = listed;
  const { error, attempts, lastAt } = first;
  const behind = records === 1 ? '' : ` and ${records - 1} behind it`;
  const what = `${consumer}  ${topic}  ${key === '' ? '(no key)' : key}  ${idOf(first)}${behind}`;
  return `${what}\n    ${error.name}: ${error.message} (tried ${attempts} times, last ${new Date(lastAt).toISOString()})`;
};
