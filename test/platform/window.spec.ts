/** A window on the emulated DynamoDB: every event is counted once, through crashes, repeats and bad records. */
import { describe, expect, inject, it } from 'vitest';
import { TransientFailure } from '../../functions/platform/failure.ts';
import type { WindowStore } from '../../functions/platform/window/store.ts';
import type { Chunk } from '../../functions/platform/window/window.ts';
import { batchOf } from './records.ts';
import { counted, newTally, readingOf, topic } from './tally.ts';

const awsEndpoint = inject('awsEndpoint');

const offsets = (outcome: { batchItemFailures: readonly { itemIdentifier: { offset: number } }[] }) =>
  outcome.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier.offset);

describe('a batch', () => {
  it('is counted with its position, partition by partition', async () => {
    const { consumerOf, sums, position, itemsOf } = await newTally(awsEndpoint);
    const outcome = await consumerOf()(
      batchOf(
        counted([0, 4], 'a', 1, { s: 1 }),
        counted([0, 6], 'b', 1, { s: 10, t: 1 }),
        counted([1, 0], 'a', 2, { s: 100 }),
      ),
    );
    expect(outcome).toEqual({ batchItemFailures: [] });
    expect(await sums()).toEqual({ s: [111, 3], t: [1, 1] });
    expect(await position(0)).toEqual({ offset: 6, at: 1_006, version: 1, rest: [] });
    expect(await position(1)).toMatchObject({ offset: 0, version: 1 });
    expect(await itemsOf('tally#a')).toMatchObject([{ version: 2, row: { count: 2 } }]);
  });

  it('that comes again is passed over unread, and writes nothing', async () => {
    const { consumerOf, sums, position } = await newTally(awsEndpoint);
    const records = [counted([0, 1], 'a', 1, { s: 1 }), counted([0, 2], 'a', 2, { s: 2 })];
    await consumerOf()(batchOf(...records));
    const unreadable = consumerOf(async () => {
      throw new Error('it was read');
    });
    expect(await unreadable(batchOf(...records))).toEqual({ batchItemFailures: [] });
    expect(await position(0)).toMatchObject({ offset: 2, version: 1 });
    await consumerOf()(batchOf(...records, counted([0, 3], 'a', 3, { s: 4 })));
    expect(await sums()).toEqual({ s: [7, 3] });
  });

  it('takes an event that its producer sent twice once', async () => {
    const { consumerOf, sums } = await newTally(awsEndpoint);
    await consumerOf()(batchOf(counted([0, 1], 'a', 1, { s: 1 }), counted([0, 2], 'a', 2, { s: 2 })));
    await consumerOf()(batchOf(counted([0, 3], 'a', 1, { s: 1 }), counted([0, 4], 'a', 2, { s: 2 })));
    expect(await sums()).toEqual({ s: [3, 2] });
  });

  it('of hundreds of things in hundreds of sums is counted in many transactions', async () => {
    const { consumerOf, sums, position } = await newTally(awsEndpoint);
    const records = Array.from({ length: 300 }, (_, n) =>
      counted([0, n], `id${n}`, 1, { [`s${n % 120}`]: 1 }),
    );
    expect(await consumerOf()(batchOf(...records))).toEqual({ batchItemFailures: [] });
    const all = Object.values(await sums());
    expect([all.length, all.reduce((sum, [total]) => sum + total, 0)]).toEqual([120, 300]);
    expect(await position(0)).toMatchObject({ offset: 299 });
  });

  it('goes on behind a record that was counted before, though that one cannot be read now', async () => {
    const { consumerOf, sums, failures } = await newTally(awsEndpoint);
    const before = counted([0, 1], 'a', 1, { s: 1 }, 'later');
    await consumerOf(readingOf(() => false))(batchOf(before));
    const outcome = await consumerOf()(batchOf(before, counted([0, 2], 'b', 1, { s: 2 })));
    expect([outcome, failures]).toEqual([{ batchItemFailures: [] }, []]);
    expect(await sums()).toEqual({ s: [3, 2] });
  });

  it('is reported from the first record on that cannot be read for now', async () => {
    const { consumerOf, sums, failures, position } = await newTally(awsEndpoint);
    const batch = batchOf(
      counted([0, 1], 'a', 1, { s: 1 }),
      counted([0, 2], 'b', 1, { s: 2 }, 'later'),
      counted([0, 3], 'c', 1, { s: 4 }),
      counted([1, 1], 'd', 1, { s: 8 }),
    );
    const outcome = await consumerOf()(batch);
    const partition = `${topic}-0`;
    expect(outcome.batchItemFailures).toEqual(
      [2, 3].map((offset) => ({ itemIdentifier: { partition, offset } })),
    );
    expect(failures).toMatchObject([{ message: 'the registry is away' }]);
    expect(await position(0)).toMatchObject({ offset: 1 });
    expect(await consumerOf(readingOf(() => false))(batch)).toEqual({ batchItemFailures: [] });
    expect(await sums()).toEqual({ s: [15, 4] });
  });
});

describe('a crash', () => {
  /** Writes, and dies before it can say so. */
  const dyingAfter = (store: WindowStore, writes: number): WindowStore => {
    let left = writes;
    return {
      ...store,
      write: async (place, chunk) => {
        const written = await store.write(place, chunk);
        left -= 1;
        if (left < 0) throw new TransientFailure('the sandbox is gone');
        return written;
      },
    };
  };

  it('between the transaction and its answer counts nothing twice', async () => {
    const { consumerOf, store, sums } = await newTally(awsEndpoint);
    const batch = batchOf(counted([0, 1], 'a', 1, { s: 1 }), counted([0, 2], 'b', 1, { s: 2 }));
    expect(offsets(await consumerOf(undefined, dyingAfter(store, 0))(batch))).toEqual([1, 2]);
    expect(offsets(await consumerOf()(batch))).toEqual([]);
    expect(await sums()).toEqual({ s: [3, 2] });
  });

  it('within a record of more sums than a transaction holds loses none of them', async () => {
    const { consumerOf, store, sums, position } = await newTally(awsEndpoint);
    const wide = Object.fromEntries(Array.from({ length: 250 }, (_, n) => [`s${n}`, 1]));
    const batch = batchOf(counted([0, 1], 'a', 1, wide));
    await consumerOf(undefined, dyingAfter(store, 0))(batch);
    expect(await position(0)).toMatchObject({ offset: 1, rest: expect.objectContaining({ length: 152 }) });
    await consumerOf(undefined, dyingAfter(store, 0))(batch);
    await consumerOf()(batchOf(counted([0, 2], 'b', 1, { s0: 1 })));
    await consumerOf()(batch);
    expect(await sums()).toEqual({
      ...Object.fromEntries(Object.keys(wide).map((s) => [s, [1, 1]])),
      s0: [2, 2],
    });
    expect((await position(0)).rest).toEqual([]);
  });
});

describe('others at the same time', () => {
  it('count into the same rows and sums, and nothing is lost', async () => {
    const { consumerOf, sums, itemsOf } = await newTally(awsEndpoint);
    const batches = Array.from({ length: 8 }, (_, partition) =>
      batchOf(...[1, 2, 3].map((n) => counted([partition, n], 'a', partition * 10 + n, { s: 1 }))),
    );
    // The same partition twice, as an old poller and its successor may.
    const outcomes = await Promise.all([...batches, ...batches].map((batch) => consumerOf()(batch)));
    for (const [index, outcome] of outcomes.entries()) {
      if (offsets(outcome).length > 0) await consumerOf()(batches[index % 8] ?? batchOf());
    }
    expect(await sums()).toEqual({ s: [24, 24] });
    expect(await itemsOf('tally#a')).toMatchObject([{ version: 24, row: { count: 24 } }]);
  });
});

describe('others that are always faster', () => {
  it('are a reason to come again, and nothing is lost', async () => {
    const { consumerOf, store, sums, failures } = await newTally(awsEndpoint);
    const batch = batchOf(counted([0, 1], 'a', 1, { s: 1 }), counted([0, 2], 'b', 1, { s: 2 }));
    const losing: WindowStore = { ...store, write: async () => false };
    expect(offsets(await consumerOf(undefined, losing)(batch))).toEqual([1, 2]);
    expect(failures).toMatchObject([{ message: 'test.tally-0: others were faster 10 times' }]);
    await consumerOf()(batch);
    expect(await sums()).toEqual({ s: [3, 2] });
  });
});

describe('a transaction', () => {
  const at = (partition: number) => ({ consumer: 'test.tally', topic, partition });
  const moving = (offset: number, version: number): Chunk => ({
    position: { offset, at: 0, version, rest: [] },
    rows: [],
    additions: [{ key: { pk: 'sums', sk: 's' }, add: { total: 1, times: 1 } }],
    parked: [],
    redriven: [],
    offsets: [offset],
  });

  it('is made on the position that was read, or not at all', async () => {
    const { store, sums, position } = await newTally(awsEndpoint);
    expect([await store.write(at(0), moving(5, 1)), await store.write(at(0), moving(3, 1))]).toEqual([
      true,
      false,
    ]);
    expect([await store.write(at(0), moving(7, 2)), await store.write(at(0), moving(6, 2))]).toEqual([
      true,
      false,
    ]);
    expect([await sums(), (await position(0)).offset]).toEqual([{ s: [2, 2] }, 7]);
  });

  it('is made on the rows that were read, or not at all', async () => {
    const { store, sums } = await newTally(awsEndpoint);
    const key = { pk: 'tally#a', sk: 'tally' };
    const taking = (offset: number, basedOn: number): Chunk => {
      const joined = { key, version: basedOn + 1, taken: {}, row: { count: basedOn + 1 } };
      return { ...moving(offset, 1), rows: [{ basedOn, joined }] };
    };
    expect([await store.write(at(0), taking(0, 0)), await store.write(at(1), taking(0, 0))]).toEqual([
      true,
      false,
    ]);
    expect([await store.write(at(1), taking(0, 1)), await store.write(at(2), taking(0, 1))]).toEqual([
      true,
      false,
    ]);
    expect(await sums()).toEqual({ s: [2, 2] });
  });
});

describe('a record that cannot be read for good', () => {
  const batch = batchOf(
    counted([0, 1], 'a', 1, { s: 1 }),
    counted([0, 2], 'a', 2, { s: 2 }, 'broken'),
    counted([0, 3], 'a', 3, { s: 4 }),
  );

  it('is parked and passed over, once', async () => {
    const { consumerOf, sums, letters, position } = await newTally(awsEndpoint);
    expect(await consumerOf()(batch)).toEqual({ batchItemFailures: [] });
    expect([letters, await sums(), (await position(0)).offset]).toEqual([[2], { s: [5, 2] }, 3]);
  });

  it('is counted when it comes back and can be read, once', async () => {
    const { consumerOf, sums, letters, itemsOf } = await newTally(awsEndpoint);
    await consumerOf()(batch);
    const marks = () => itemsOf(`parked#test.tally#${topic}#0`);
    expect(await marks()).toMatchObject([{ offset: 2 }]);
    const mended = consumerOf(readingOf(() => false));
    const back = batchOf(counted([0, 2], 'a', 2, { s: 2 }, 'broken'));
    for (let times = 0; times < 3; times += 1) expect(await mended(back)).toEqual({ batchItemFailures: [] });
    expect([letters, await sums(), await marks()]).toEqual([[2], { s: [7, 3] }, []]);
  });

  it('comes again when it could not be parked', async () => {
    const { consumerOf, sums } = await newTally(awsEndpoint);
    const away = async () => {
      throw new Error('the queue is away');
    };
    expect(offsets(await consumerOf(undefined, undefined, away)(batch))).toEqual([1, 2, 3]);
    expect(await sums()).toEqual({});
    await consumerOf()(batch);
    expect(await sums()).toEqual({ s: [5, 2] });
  });
});

describe('a record that its mapping gave up', () => {
  it('is counted when an operator hands it over, once, though the position has passed it', async () => {
    const { consumerOf, sums, position } = await newTally(awsEndpoint);
    await consumerOf()(batchOf(counted([0, 1], 'a', 1, { s: 1 }), counted([0, 3], 'a', 3, { s: 4 })));
    const givenUp = batchOf(counted([0, 2], 'a', 2, { s: 2 }), counted([0, 3], 'a', 3, { s: 4 }));
    const byHand = consumerOf(undefined, undefined, undefined, true);
    for (let times = 0; times < 2; times += 1) {
      expect(await byHand(givenUp)).toEqual({ batchItemFailures: [] });
      expect(await sums()).toEqual({ s: [7, 3] });
    }
    expect(await position(0)).toMatchObject({ offset: 3 });
  });
});

describe('a record that cannot be written', () => {
  it('is found among the others of its transaction, and it alone is parked', async () => {
    const { consumerOf, put, sums, letters } = await newTally(awsEndpoint);
    await put({ pk: 'sums', sk: 'text', total: 'no number', times: 0 });
    const outcome = await consumerOf()(
      batchOf(
        counted([0, 1], 'a', 1, { s: 1 }),
        counted([0, 2], 'b', 1, { text: 1 }),
        counted([0, 3], 'c', 1, { s: 2 }),
      ),
    );
    expect(outcome).toEqual({ batchItemFailures: [] });
    expect([letters, await sums()]).toEqual([[2], { s: [3, 2], text: ['no number', 0] }]);
  });

  it('is parked when its row could not even be read', async () => {
    const { consumerOf, sums, letters } = await newTally(awsEndpoint);
    const long = 'x'.repeat(2_100);
    await consumerOf()(batchOf(counted([0, 1], long, 1, { s: 1 }), counted([0, 2], 'b', 1, { s: 2 })));
    expect([letters, await sums()]).toEqual([[1], { s: [2, 1] }]);
  });
});
