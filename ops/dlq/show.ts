/** A dead letter as far as it can be read: its error with causes, its headers as text, its value by the registry. */

import { type DescribedError, described, type Letter } from '../../functions/platform/consumer/letter.ts';
import { incoming } from '../../functions/platform/contract/incoming.ts';
import type { SchemaRegistry } from '../../functions/platform/contract/registry.ts';
import { readable } from '../readable.ts';
import { idOf, type Parked, readLetter } from './marks.ts';
import { walk } from './queue.ts';
import { meansMessages, placesIn, type Selection, selected } from './selection.ts';
import type { World } from './world.ts';

export interface Shown {
  readonly id: string;
  readonly consumer?: string;
  /** How it failed last. */
  readonly last?: { readonly error: DescribedError; readonly attempts: number; readonly at: string };
  /** How it failed when it was parked, with stack and causes. */
  readonly error?: DescribedError;
  readonly parkedAt?: string;
  readonly record?: object;
  /** Of a message: as it is. */
  readonly body?: unknown;
}

export async function* show(world: World, selection: Selection): AsyncGenerator<Shown> {
  for await (const parked of selected(world, selection)) {
    const place = world.places.find(({ context }) => context === parked.context);
    const letter = await readLetter(world, place?.table ?? '', parked).catch((error: unknown) =>
      described(error),
    );
    yield 'record' in letter
      ? await shownOf(parked, letter, world.registry)
      : { id: idOf(parked), error: letter };
  }
  if (!meansMessages(selection)) return;
  for (const place of placesIn(world, selection)) {
    for await (const { id, body } of walk(world.sqs, place.queueUrl)) {
      if (id === selection.id) yield { id, body: parsed(body) };
    }
  }
}

const shownOf = async (parked: Parked, letter: Letter, registry: SchemaRegistry): Promise<Shown> => {
  const { key, headers, value, timestamp } = incoming(letter.record);
  return {
    id: idOf(parked),
    consumer: parked.consumer,
    last: { error: parked.error, attempts: parked.attempts, at: new Date(parked.lastAt).toISOString() },
    error: letter.error,
    parkedAt: letter.firstAt,
    record: {
      at: new Date(timestamp).toISOString(),
      key,
      headers,
      value: value === undefined ? null : await readable(value, registry),
    },
  };
};

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
};

/** Numbers of 64 bits are beyond JSON's own. */
export const textOf = (shown: Shown): string =>
  JSON.stringify(shown, (_name, value: unknown) => (typeof value === 'bigint' ? String(value) : value), 2);
