/** Orders that are offered at a rate, and the hops that they pass. */
import { describe, expect, it } from 'vitest';
import { sumOf } from '../../bench/system/hops.ts';
import { type Watch, watched } from '../../bench/system/offered.ts';

const confirmationOf = (correlationId: string) => ({
  topic: 'ordering.order',
  key: 'an order',
  type: 'OrderConfirmed',
  id: 'an order.3',
  correlationId,
});

describe('an order that is offered', () => {
  it('is confirmed though that is heard before the answer to its POST', async () => {
    const watch: Watch = watched(
      {
        place: async (_lines, _token, correlationId = '') => {
          watch.note(confirmationOf(correlationId));
          return 'an order';
        },
      },
      ['a', 'b'],
    );
    const { p50, throughput } = await watch.serve({ rate: 1_000, orders: 10 });
    expect(p50).toBeGreaterThanOrEqual(0);
    expect(throughput).toBeGreaterThan(0);
  });

  it('is offered whether or not the one before it was confirmed, each of another product', async () => {
    const placed: string[] = [];
    const waiting: string[] = [];
    const watch: Watch = watched(
      {
        place: async ([line], _token, correlationId = '') => {
          placed.push(line?.sku ?? '');
          waiting.push(correlationId);
          if (waiting.length === 4) for (const each of waiting) watch.note(confirmationOf(each));
          return 'an order';
        },
      },
      ['a', 'b'],
    );
    await watch.serve({ rate: 1_000, orders: 4 });
    expect(placed.sort()).toEqual(['a', 'a', 'b', 'b']);
  });

  it('that is refused ends the run', async () => {
    const watch = watched({ place: () => Promise.reject(new Error('expected 202, got 409')) }, ['a']);
    await expect(watch.serve({ rate: 1_000, orders: 3 })).rejects.toThrow('expected 202, got 409');
  });
});

it('an order passes seven relays, and six consumers that read and write', () => {
  const hops = {
    request: 1_000,
    read: 100,
    write: 10,
    invoke: 1,
    relay: 0.1,
    writesPerSecond: 0,
    invocationsPerSecond: 0,
  };
  expect(sumOf(hops)).toBeCloseTo(1_000 + 7 * 100 + 7 * 10 + 6 * 1 + 7 * 0.1);
});
