/** What goes into the next batch. */
import { describe, expect, it } from 'vitest';
import { buffers } from '../../../local/poller/buffers.ts';
import { recordOf } from './records.ts';

const names = (records: readonly { partition: number; offset: number }[]) =>
  records.map(({ partition, offset }) => `${partition}@${offset}`);
const some = (partition: number, ...offsets: number[]) =>
  offsets.map((offset) => recordOf(partition, offset));

describe('a batch', () => {
  it('holds records of several partitions, each in its order', () => {
    const buffered = buffers({ batchSize: 10, windowMs: 0 });
    buffered.add(0, some(0, 1, 2), 0);
    buffered.add(1, some(1, 7), 0);
    expect(names(buffered.take(0))).toEqual(['0@1', '0@2', '1@7']);
  });

  it('takes nothing of a partition while its records are with the function', () => {
    const buffered = buffers({ batchSize: 2, windowMs: 0 });
    buffered.add(0, some(0, 1, 2, 3), 0);
    expect(names(buffered.take(0))).toEqual(['0@1', '0@2']);
    expect(buffered.dueIn(0)).toBeUndefined();
    buffered.add(1, some(1, 7), 0);
    expect(names(buffered.take(0))).toEqual(['1@7']);
    buffered.release(0);
    expect(names(buffered.take(0))).toEqual(['0@3']);
  });

  it('waits for its window, unless it is full', () => {
    const buffered = buffers({ batchSize: 3, windowMs: 500 });
    expect(buffered.dueIn(0)).toBeUndefined();
    buffered.add(0, some(0, 1), 1_000);
    expect(buffered.dueIn(1_100)).toBe(400);
    buffered.add(1, some(1, 1, 2), 1_200);
    expect(buffered.dueIn(1_200)).toBe(0);
  });

  it('is cut where the payload would be too large', () => {
    const buffered = buffers({ batchSize: 100, windowMs: 60_000 });
    const large = [1, 2, 3].map((offset) => recordOf(0, offset, { value: Buffer.alloc(2 * 1024 * 1024) }));
    buffered.add(0, large, 0);
    expect(buffered.dueIn(0)).toBe(0);
    expect(names(buffered.take(0))).toEqual(['0@1', '0@2']);
    buffered.release(0);
    expect(names(buffered.take(0))).toEqual(['0@3']);
  });

  it('holds a record alone that no payload can hold', () => {
    const buffered = buffers({ batchSize: 100, windowMs: 0 });
    buffered.add(0, [recordOf(0, 1, { value: Buffer.alloc(7 * 1024 * 1024) }), recordOf(0, 2)], 0);
    expect(names(buffered.take(0))).toEqual(['0@1']);
  });

  it('holds nothing twice that came again after a rebalance', () => {
    const buffered = buffers({ batchSize: 10, windowMs: 0 });
    buffered.add(0, some(0, 1, 2), 0);
    buffered.add(0, some(0, 1, 2, 3), 0);
    expect(names(buffered.take(0))).toEqual(['0@1', '0@2', '0@3']);
  });
});
