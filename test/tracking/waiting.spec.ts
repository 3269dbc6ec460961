/** Who waits stands in one shard of its step, the same each time, and the shards share the load. */
import { describe, expect, it } from 'vitest';
import { shardsOf, waitsFor, waitsForNothing } from '../../functions/tracking/waiting.ts';

const at = Date.UTC(2026, 10, 25, 12);
const ids = Array.from({ length: 4_000 }, (_, n) => `order-${n}`);

describe('who waits', () => {
  it('stands in the shard of its id, behind those who wait longer', () => {
    const first = waitsFor('o-1', 'stock', at);
    expect(first).toMatchObject({ step: 'stock', since: at, waitingSince: '2026-11-25T12:00:00.000Z#o-1' });
    expect(shardsOf('stock')).toContain(first.waiting);
    expect(waitsFor('o-1', 'stock', at + 1).waiting).toBe(first.waiting);
    expect(`${waitsFor('a', 'stock', at + 1).waitingSince}` > `${first.waitingSince}`).toBe(true);
  });

  it('is spread over all shards evenly', () => {
    const counts = Object.values(Object.groupBy(ids, (id) => waitsFor(id, 'stock', at).waiting ?? ''));
    expect(counts).toHaveLength(shardsOf('stock').length);
    for (const { length = 0 } of counts.map((shard = []) => shard)) {
      expect(length).toBeGreaterThan(400);
      expect(length).toBeLessThan(600);
    }
  });

  it('leaves the index with all that put it there', () => {
    expect(Object.keys(waitsForNothing).sort()).toEqual(Object.keys(waitsFor('o-1', 'stock', at)).sort());
    expect(Object.values(waitsForNothing)).toEqual([undefined, undefined, undefined, undefined]);
  });
});
