/** The consumer: keys in turn, keys side by side, and the right records reported. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { eachEvent } from '../../functions/platform/consumer/consumer.ts';
import type { Position } from '../../functions/platform/consumer/position.ts';
import { timeBudget } from '../../functions/platform/consumer/time-budget.ts';
import type { IncomingRecord } from '../../functions/platform/contract/incoming.ts';
import type { Heard, Reader } from '../../functions/platform/contract/reader.ts';
import { PermanentFailure, TransientFailure } from '../../functions/platform/failure.ts';
import { batchOf, originOf, recordIn } from './records.ts';

const topic = 'test.account';
const recordOf = recordIn(topic);

/** Hears every record, as the record itself. */
const everything: Reader<{ type: 'Record'; data: IncomingRecord }> = async (record) => ({
  event: { type: 'Record', data: record },
  cause: { id: String(record.offset), by: 'a test', correlationId: '' },
  origin: originOf(record),
});

const consumerOf = (handle: (record: IncomingRecord) => Promise<object>, concurrency = 16) => {
  const parked: number[] = [];
  const consume = eachEvent({
    read: everything,
    handle: ({ event: { data } }: Heard<{ type: 'Record'; data: IncomingRecord }>) => handle(data),
    park: async ({ offset }) => {
      parked.push(offset);
    },
    failed: () => undefined,
    concurrency,
  });
  return { consume, parked };
};

const reported = async (outcome: ReturnType<ReturnType<typeof consumerOf>['consume']>) =>
  (await outcome).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);

describe('a batch', () => {
  it('is handled key by key in turn, and keys side by side within their bound', async () => {
    const log: string[] = [];
    let atOnce = 0;
    let most = 0;
    const { consume } = consumerOf(async ({ key, offset }) => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      log.push(`start ${key} ${offset}`);
      await sleep(offset % 3);
      log.push(`end ${key} ${offset}`);
      atOnce -= 1;
      return {};
    }, 3);
    const records = Array.from({ length: 24 }, (_, n) => recordOf(0, n, `k${n % 6}`));
    expect(await consume(batchOf(...records))).toEqual({ batchItemFailures: [] });
    for (const key of ['k0', 'k1', 'k2', 'k3', 'k4', 'k5']) {
      const own = log.filter((line) => line.split(' ')[1] === key);
      const expected = records
        .map((_, n) => n)
        .filter((n) => `k${n % 6}` === key)
        .flatMap((n) => [`start ${key} ${n}`, `end ${key} ${n}`]);
      expect(own).toEqual(expected);
    }
    expect(most).toBe(3);
  });

  it('reports what failed with every later record of its partition, and of no other', async () => {
    const { consume, parked } = consumerOf(async ({ partition, offset }) => {
      if (partition === 1 && offset === 11) throw new TransientFailure('not now');
      return {};
    });
    const outcome = consume(
      batchOf(
        recordOf(0, 1, 'a'),
        recordOf(0, 2, 'b'),
        recordOf(1, 10, 'c'),
        recordOf(1, 11, 'd'),
        recordOf(1, 12, 'e'),
        recordOf(1, 13, 'd'),
      ),
    );
    const partition = `${topic}-1`;
    expect(await reported(outcome)).toEqual([11, 12, 13].map((offset) => ({ partition, offset })));
    expect(parked).toEqual([]);
  });

  it('handles no later record of a key when an earlier one failed', async () => {
    const handled: number[] = [];
    const { consume } = consumerOf(async ({ offset }) => {
      if (offset === 1) throw new TransientFailure('not now');
      handled.push(offset);
      return {};
    });
    await consume(batchOf(recordOf(0, 1, 'a'), recordOf(0, 2, 'a'), recordOf(0, 3, 'b')));
    expect(handled).toEqual([3]);
  });

  it('parks what can never be handled, a refusal too, and goes on', async () => {
    const { consume, parked } = consumerOf(async ({ offset }) => {
      if (offset === 1) throw new PermanentFailure('never');
      return offset === 2 ? { refused: 'unknown-order', detail: 'there is none' } : {};
    });
    const batch = batchOf(recordOf(0, 1, 'a'), recordOf(0, 2, 'b'), recordOf(0, 3, 'c'));
    expect(await reported(consume(batch))).toEqual([]);
    expect(parked).toEqual([1, 2]);
  });

  it('reports what could not be parked', async () => {
    const consume = eachEvent({
      read: everything,
      handle: async () => {
        throw new PermanentFailure('never');
      },
      park: async () => {
        throw new Error('the queue is away');
      },
      failed: () => undefined,
    });
    expect((await consume(batchOf(recordOf(0, 1, 'a')))).batchItemFailures).toHaveLength(1);
  });
});

describe('time that runs out', () => {
  /** A clock that each record takes ten seconds of. */
  const within = async (seconds: number, ...keys: readonly string[]) => {
    const handled: number[] = [];
    const failed: number[] = [];
    let left = seconds * 1_000;
    const consume = eachEvent({
      read: everything,
      handle: async ({ origin: { offset } }) => {
        handled.push(offset);
        left -= 10_000;
        return {};
      },
      park: async () => undefined,
      failed: ({ offset }) => failed.push(offset),
    });
    const records = keys.map((key, offset) => recordOf(0, offset, key));
    const { batchItemFailures } = await consume(batchOf(...records), () => left);
    return { handled, failed, again: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier.offset) };
  };

  it('gives back what it does not suffice for, before it is begun, and calls it no failure', async () => {
    expect(await within(35, 'a', 'a', 'a', 'a', 'a')).toEqual({
      handled: [0, 1, 2],
      failed: [],
      again: [3, 4],
    });
  });

  it('is no matter as long as there is enough', async () => {
    expect(await within(60, 'a', 'a', 'a', 'a', 'a')).toMatchObject({ again: [] });
  });

  it('is kept for twice as long as the slowest record took', async () => {
    let clock = 0;
    const left = () => 60_000 - clock;
    const budget = timeBudget(left, () => clock);
    expect(budget.isSpent()).toBe(false);
    await budget.measured(async () => {
      clock += 21_000;
    });
    expect(left()).toBe(39_000);
    expect(budget.isSpent()).toBe(true);
  });
});

describe('a position', () => {
  const positionsOf = async (
    handle: (record: IncomingRecord) => Promise<object>,
    handled: (position: Position) => Promise<void> = async () => undefined,
  ) => {
    const told: Position[] = [];
    const consume = eachEvent({
      read: everything,
      handle: ({ event: { data } }: Heard<{ type: 'Record'; data: IncomingRecord }>) => handle(data),
      park: async () => undefined,
      failed: () => undefined,
      handled: async (position) => {
        await handled(position);
        told.push(position);
      },
    });
    const batch = batchOf(recordOf(0, 5, 'a'), recordOf(0, 6, 'b'), recordOf(0, 7, 'a'), recordOf(1, 1, 'c'));
    const failures = await reported(consume(batch));
    return { told, failures };
  };

  it('is told once per partition, when all of it is handled or parked', async () => {
    const { told, failures } = await positionsOf(async ({ offset }) => {
      if (offset === 6) throw new PermanentFailure('never');
      return {};
    });
    expect(failures).toEqual([]);
    expect(told).toContainEqual({ topic, partition: 0, first: 5, last: 7 });
    expect(told).toContainEqual({ topic, partition: 1, first: 1, last: 1 });
    expect(told).toHaveLength(2);
  });

  it('stops before the first record that must come again', async () => {
    const { told } = await positionsOf(async ({ partition, offset }) => {
      if (partition === 0 && offset === 6) throw new TransientFailure('not now');
      return {};
    });
    expect(told).toContainEqual({ topic, partition: 0, first: 5, last: 5 });
  });

  it('is not told where the first record must come again', async () => {
    const { told } = await positionsOf(async ({ partition, offset }) => {
      if (partition === 0 && offset === 5) throw new TransientFailure('not now');
      return {};
    });
    expect(told).toEqual([{ topic, partition: 1, first: 1, last: 1 }]);
  });

  it('that could not be told makes its partition come again, and no other', async () => {
    const { failures } = await positionsOf(
      async () => ({}),
      async ({ partition }) => {
        if (partition === 0) throw new TransientFailure('not now');
      },
    );
    expect(failures).toEqual([5, 6, 7].map((offset) => ({ partition: `${topic}-0`, offset })));
  });
});
