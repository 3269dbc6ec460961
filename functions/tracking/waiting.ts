/**
 * Where in the waiting index a saga stands. All sagas of a step under one key would share one partition, which takes
 * 1,000 writes a second, however many there are; a few shards by the id's hash take as many times more.
 */
import { placeOf, type SummaryRow } from './rows.ts';
import type { Step } from './told.ts';

const shardCount = 8;

/** FNV-1a, 32 bits. http://www.isthe.com/chongo/tech/comp/fnv/ */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
};

const keyOf = (step: string, shard: number): string => `${step}#${shard}`;

/** Every partition key of a step. */
export const shardsOf = (step: string): readonly string[] =>
  Array.from({ length: shardCount }, (_, shard) => keyOf(step, shard));

type Waiting = { readonly [Name in 'step' | 'since' | 'waiting' | 'waitingSince']: SummaryRow[Name] };

/** @param since milliseconds since 1970 */
export const waitsFor = (id: string, step: Step, since: number): Waiting => ({
  step,
  since,
  waiting: keyOf(step, hashOf(id) % shardCount),
  waitingSince: placeOf(since, id),
});

/** Taken out of the index, which is sparse. */
export const waitsForNothing: Waiting = {
  step: undefined,
  since: undefined,
  waiting: undefined,
  waitingSince: undefined,
};
