/** How a batch is brought to its end, whatever the function does. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Configuration, Mapping } from '../../../local/poller/mapping.ts';
import type { PolledRecord } from '../../../local/poller/polled-record.ts';
import { type Invocation, settler } from '../../../local/poller/settle.ts';
import { mappingOf, recordOf } from './records.ts';

type Answer = Pick<Invocation, 'answer' | 'functionError'>;
type Behaviour = (records: readonly PolledRecord[], invocation: number) => Answer;

const fine: Answer = { answer: null, functionError: undefined };
const broken: Answer = { answer: null, functionError: 'Unhandled' };
const nameOf = ({ partition, offset }: PolledRecord): string => `${partition}@${offset}`;
const reporting = (failed: readonly PolledRecord[]): Answer => ({
  functionError: undefined,
  answer: {
    batchItemFailures: failed.map(({ topic, partition, offset }) => ({
      itemIdentifier: { partition: `${topic}-${partition}`, offset },
    })),
  },
});

const settled = async (
  records: readonly PolledRecord[],
  behave: Behaviour,
  change: Partial<Mapping> = {},
  retryReading: Configuration['retryReading'] = 'fromLowest',
  secondsPerPause = 0,
) => {
  const invocations: string[][] = [];
  const pauses: number[] = [];
  let now = 1_700_000_000_000;
  const fates = new Map<string, string>();
  const conditions: string[] = [];
  const settle = settler(
    { ...mappingOf({ onFailureQueueUrl: 'queue', ...change }), retryReading },
    {
      invoke: async (batch) => {
        invocations.push(batch.map(nameOf));
        return { ...behave(batch, invocations.length), ms: 1 };
      },
      giveUp: async (_batch, { condition, attempts }) => {
        conditions.push(`${condition} after ${attempts}`);
        return 'destination';
      },
      report: (batch, outcome) => {
        if (outcome === 'retried') return;
        for (const record of batch) fates.set(nameOf(record), outcome);
      },
      pause: async (ms) => {
        pauses.push(ms);
        now += secondsPerPause * 1_000;
      },
      now: () => now,
    },
  );
  await settle(records);
  return { invocations, fates, conditions, pauses };
};

const four = [recordOf(0, 1), recordOf(0, 2), recordOf(0, 3), recordOf(0, 4)];

describe('a batch', () => {
  it('is invoked once when all goes well', async () => {
    const { invocations, fates } = await settled(four, () => fine);
    expect(invocations).toEqual([['0@1', '0@2', '0@3', '0@4']]);
    expect([...fates.values()]).toEqual(['handled', 'handled', 'handled', 'handled']);
  });

  it('is split after an error, until the bad record is alone, and the rest is handled in order', async () => {
    const bad = (records: readonly PolledRecord[]) => records.some(({ offset }) => offset === 3);
    const { invocations, fates, conditions } = await settled(
      four,
      (records) => (bad(records) ? broken : fine),
      {
        retryAttempts: 2,
      },
    );
    expect(invocations).toEqual([
      ['0@1', '0@2', '0@3', '0@4'],
      ['0@1', '0@2'],
      ['0@3', '0@4'],
      ['0@3'],
      ['0@3'],
      ['0@3'],
      ['0@4'],
    ]);
    expect(Object.fromEntries(fates)).toEqual({
      '0@1': 'handled',
      '0@2': 'handled',
      '0@3': 'destination',
      '0@4': 'handled',
    });
    expect(conditions).toEqual(['RetryAttemptsExhausted after 3']);
  });

  it('comes again whole when it may not be split', async () => {
    const { invocations } = await settled(four, (_records, n) => (n === 1 ? broken : fine), {
      bisect: false,
    });
    expect(invocations).toEqual([four.map(nameOf), four.map(nameOf)]);
  });

  it('goes on after a reported failure with what was reported, or with all from the lowest', async () => {
    const failsOnce: Behaviour = (records, n) => (n === 1 ? reporting(records.slice(1, 2)) : fine);
    const reported = await settled(four, failsOnce, {}, 'reported');
    expect(reported.invocations[1]).toEqual(['0@2']);
    const fromLowest = await settled(four, failsOnce, {}, 'fromLowest');
    expect(fromLowest.invocations[1]).toEqual(['0@2', '0@3', '0@4']);
  });

  it('is taken for handled when the mapping reads no failures', async () => {
    const { invocations } = await settled(four, (records) => reporting(records), { reportFailures: false });
    expect(invocations).toHaveLength(1);
  });

  it('is tried ten times more when it may be tried for ever and has a destination', async () => {
    const { invocations, fates } = await settled(four.slice(0, 1), () => broken, { retryAttempts: -1 });
    expect(invocations).toHaveLength(11);
    expect([...fates.values()]).toEqual(['destination']);
  });

  it('rests before each try but the first, for ten seconds at most', async () => {
    const { invocations, pauses } = await settled(four, () => broken, { bisect: false, retryAttempts: 3 });
    expect(invocations).toHaveLength(4);
    expect(pauses).toHaveLength(3);
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...pauses)).toBeLessThan(10_000);
  });

  it('gives up records that become too old while they are tried, and goes on with the others', async () => {
    const older = recordOf(0, 1, { timestamp: 1_700_000_000_000 - 30_000 });
    const { invocations, conditions, fates } = await settled(
      [older, recordOf(0, 2)],
      (_records, n) => (n <= 2 ? broken : fine),
      { maximumRecordAgeSeconds: 60, bisect: false },
      'fromLowest',
      20,
    );
    expect(invocations).toEqual([['0@1', '0@2'], ['0@1', '0@2'], ['0@2']]);
    expect(conditions).toEqual(['RecordAgeExceeded after 2']);
    expect(Object.fromEntries(fates)).toEqual({ '0@1': 'destination', '0@2': 'handled' });
  });

  it('comes again whole when the answer names a record that was not in it', async () => {
    const foreign = reporting([recordOf(0, 2), recordOf(0, 9)]);
    for (const reading of ['reported', 'fromLowest'] as const) {
      const { invocations } = await settled(four, (_records, n) => (n === 1 ? foreign : fine), {}, reading);
      expect(invocations).toEqual([four.map(nameOf), four.map(nameOf)]);
    }
  });

  it('gives up records that are too old before anything is invoked', async () => {
    const old = recordOf(0, 1, { timestamp: 1_700_000_000_000 - 61_000 });
    const { invocations, conditions } = await settled([old, recordOf(0, 2)], () => fine, {
      maximumRecordAgeSeconds: 60,
    });
    expect(invocations).toEqual([['0@2']]);
    expect(conditions).toEqual(['RecordAgeExceeded after 0']);
  });

  it('gives up a record that no payload can hold, without invoking anything', async () => {
    const huge = recordOf(0, 1, { value: Buffer.alloc(7 * 1024 * 1024) });
    const { invocations, conditions } = await settled([huge], () => fine);
    expect(invocations).toEqual([]);
    expect(conditions).toEqual(['MaximumPayloadSizeExceeded after 0']);
  });
});

/** A function that ends with an error, reports some records, or answers nonsense, as a script says. */
const script = fc.array(fc.constantFrom('fine', 'error', 'reports', 'nonsense'), { maxLength: 30 });

describe('whatever a function does', () => {
  it('every record gets one fate, and is first tried after those before it in its partition', async () => {
    const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
    console.log(`SEED=${seed} repeats this run`);
    const given = fc.record({
      script,
      sizes: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 3 }),
      reading: fc.constantFrom('reported' as const, 'fromLowest' as const),
      bisect: fc.boolean(),
      retryAttempts: fc.integer({ min: 0, max: 4 }),
    });
    const property = fc.asyncProperty(
      given,
      async ({ script: steps, sizes, reading, bisect, retryAttempts }) => {
        const records = sizes.flatMap((size, partition) =>
          Array.from({ length: size }, (_, offset) => recordOf(partition, offset)),
        );
        const behave: Behaviour = (batch, n) => {
          const step = steps[n - 1] ?? 'fine';
          if (step === 'error') return broken;
          if (step === 'nonsense') return { answer: 'nonsense', functionError: undefined };
          return step === 'reports' ? reporting(batch.filter(({ offset }) => (offset + n) % 2 === 0)) : fine;
        };
        const { invocations, fates } = await settled(records, behave, { bisect, retryAttempts }, reading);
        expect([...fates.keys()].sort()).toEqual(records.map(nameOf).sort());
        const firstTries = [...new Set(invocations.flat())];
        for (const partition of sizes.keys()) {
          const own = firstTries.filter((name) => name.startsWith(`${partition}@`));
          expect(own).toEqual(own.toSorted((a, b) => Number(a.slice(2)) - Number(b.slice(2))));
        }
      },
    );
    await fc.assert(property, { seed, numRuns: 300 });
  });
});
