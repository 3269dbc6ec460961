/** Whatever records a function crashes with, each of them is found, and every other is handled in its order. */
import type { MSKRecord } from 'aws-lambda';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bisect } from '../../../ops/dlq/bisect.ts';
import { recordIn } from '../../platform/records.ts';

const recordOf = recordIn('test.account');
const keys = ['a', 'b', 'c'];
const keyOf = (offset: number): string => keys[offset % keys.length] ?? '';
const offsetsOf = (records: readonly MSKRecord[]) => records.map(({ offset }) => offset);

interface Trouble {
  readonly crashing: ReadonlySet<number>;
  /** What cannot be handled now: reported with every later one. */
  readonly waiting?: number | undefined;
  /** As many as there is time for in one invocation. @default all */
  readonly limit?: number;
}

/** A consumer that parks behind parked keys, as ours do. */
const played = async (count: number, { crashing, waiting = count, limit = count }: Trouble) => {
  const held = new Set<string>();
  const handled: number[] = [];
  const parked: number[] = [];
  const invoke = async (records: readonly MSKRecord[]) => {
    for (const [index, { offset }] of records.entries()) {
      if (index >= limit || offset === waiting) return { answer: failuresOf(records.slice(index)), ...fine };
      if (held.has(keyOf(offset))) parked.push(offset);
      else if (crashing.has(offset)) return { answer: undefined, functionError: 'Unhandled: out of memory' };
      else handled.push(offset);
    }
    return { answer: { batchItemFailures: [] }, ...fine };
  };
  const park = async ({ offset }: MSKRecord): Promise<void> => {
    held.add(keyOf(offset));
    parked.push(offset);
  };
  const records = Array.from({ length: count }, (_, offset) => recordOf(0, offset, keyOf(offset)));
  const outcome = await bisect(records, { invoke, park });
  return { handled, parked, culprits: offsetsOf(outcome.culprits), again: offsetsOf(outcome.again) };
};

const fine = { functionError: undefined };
const failuresOf = (records: readonly MSKRecord[]) => ({
  batchItemFailures: records.map(({ offset }) => ({
    itemIdentifier: { partition: 'test.account-0', offset },
  })),
});

/** What should come of it, by the rule: a key's records up to its first culprit are handled, all others parked. */
const expectedOf = (count: number, crashing: ReadonlySet<number>) => {
  const all = Array.from({ length: count }, (_, offset) => offset);
  const firstOf = (key: string): number => all.find((n) => keyOf(n) === key && crashing.has(n)) ?? count;
  return {
    culprits: keys.map(firstOf).filter((offset) => offset < count),
    parked: all.filter((offset) => offset >= firstOf(keyOf(offset))),
    handled: all.filter((offset) => offset < firstOf(keyOf(offset))),
  };
};

const sorted = (numbers: readonly number[]) => [...new Set(numbers)].sort((a, b) => a - b);

it('finds each culprit, and handles or parks every other', async () => {
  const crashing = fc.uniqueArray(fc.nat(39)).map((offsets) => new Set(offsets));
  const sizes = fc.integer({ min: 1, max: 40 });
  await fc.assert(
    fc.asyncProperty(sizes, crashing, sizes, async (count, culprits, limit) => {
      const outcome = await played(count, { crashing: culprits, limit });
      const expected = expectedOf(count, culprits);
      expect(sorted(outcome.culprits)).toEqual(sorted(expected.culprits));
      expect(sorted(outcome.handled)).toEqual(expected.handled);
      expect(sorted(outcome.parked)).toEqual(expected.parked);
      expect(outcome.again).toEqual([]);
      for (const key of keys) {
        const own = outcome.handled.filter((offset) => keyOf(offset) === key);
        expect(firstTimes(own)).toEqual(sorted(own));
      }
    }),
  );
});

/** Repeats change nothing: what counts is when each was handled first. */
const firstTimes = (offsets: readonly number[]): readonly number[] => [...new Set(offsets)];

it('stops where something cannot be handled now, and says what is left', async () => {
  const { again, handled, culprits } = await played(10, { crashing: new Set([2]), waiting: 4 });
  expect(culprits).toEqual([2]);
  expect(sorted(handled)).toEqual([0, 1, 3]);
  expect(again).toEqual([4, 5, 6, 7, 8, 9]);
});

it('has nothing to do with nothing', async () => {
  expect(await played(0, { crashing: new Set() })).toMatchObject({ culprits: [], again: [] });
});
