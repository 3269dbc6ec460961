/** The model of capacity, and the simulation that it has to agree with. */
import { describe, expect, it } from 'vitest';
import { monthlyBill } from '../../bench/capacity/bill.ts';
import { compared } from '../../bench/capacity/checked.ts';
import { eventQueue } from '../../bench/capacity/event-queue.ts';
import { measuredOrder } from '../../bench/capacity/measured.ts';
import { capacityFor, firstToBreak } from '../../bench/capacity/model.ts';
import { capacityText } from '../../bench/capacity/page.ts';
import { seeded } from '../../bench/capacity/seeded.ts';
import { batchMs, mostOf, steadyOf } from '../../bench/capacity/station.ts';
import { prices } from '../../docs/build/cost/prices.ts';
import { perOrder } from '../../docs/build/cost/usage.ts';
import { demands } from '../../docs/build/demand.ts';

const machine = { cpu: '', cores: 2, memoryGb: 1, load: 0, versions: {} };
const result = {
  path: 'system',
  title: '',
  rounds: 5,
  seconds: 1,
  at: '2026-11-30T02:40:00.000Z',
  machine,
  comparisons: [],
};
const station = { msPerEvent: 2.5, sideBySide: 8, overheadMs: 15, largestBatch: 100 };
const world = { readersOf: () => 2, own: { tableWrites: 4_000, apiRate: 500 } };

describe('a partition', () => {
  it('takes a round for each eight records', () => {
    expect([1, 8, 9].map((records) => batchMs(records, station))).toEqual([35, 35, 55]);
    expect(mostOf(station)).toBeCloseTo(100_000 / 275);
  });

  it('has a record in a batch while they are rare, and larger batches the more come', () => {
    expect(steadyOf(1, station)).toEqual({ batch: 1, batches: 1, busy: 0.035, isStable: true });
    const [some, many] = [steadyOf(100, station), steadyOf(300, station)];
    expect(many.batch).toBeGreaterThan(2 * some.batch);
    expect(some.batch * some.batches).toBeCloseTo(100, 0);
  });

  it('falls behind when more comes than full batches handle', () => {
    expect(steadyOf(mostOf(station) * 0.99, station).isStable).toBe(true);
    expect(steadyOf(mostOf(station) * 1.01, station).isStable).toBe(false);
  });
});

it('does what is due in its order', () => {
  const done: number[] = [];
  const events = eventQueue();
  for (const at of [5, 1, 4, 2, 9, 3]) events.add(at, () => done.push(at));
  events.add(2.5, () => events.add(2.75, () => done.push(2.75)));
  events.runUntil(9);
  expect(done).toEqual([1, 2, 2.75, 3, 4, 5]);
});

/** A slice with as much of the orders as of the partitions. */
const slice = { ordersPerSecond: 100_000, seconds: 8, slice: 0.004, random: seeded(7) };

describe('the model and the simulation at 100,000 orders a second', () => {
  const { topics } = compared(slice);

  it('follow every topic of an order', () => {
    const each = demands.filter(({ perOrder = 0 }) => perOrder >= 1).map(({ topic }) => topic);
    expect(topics.map(({ topic }) => topic)).toEqual(each);
  });

  it.each(topics.map((each) => [each.topic, each] as const))(
    'agree about %s',
    (_topic, { rate, batch, busy, backlog }) => {
      expect(Math.abs(rate.simulation / rate.model - 1)).toBeLessThan(0.1);
      expect(Math.abs(batch.simulation / batch.model - 1)).toBeLessThan(0.25);
      expect(Math.abs(busy.simulation - busy.model)).toBeLessThan(0.03);
      expect(backlog).toBeLessThan(0.2);
    },
  );

  it('agree that a sixth of the partitions is too few: everything waits then', () => {
    const { topics: crowded } = compared({
      ...slice,
      random: seeded(7),
      partitions: (planned) => planned / 6,
    });
    expect(crowded[0]?.backlog).toBeGreaterThan(0.5);
    expect(crowded[0]?.rate.simulation).toBeLessThan(0.9 * (crowded[0]?.rate.model ?? 0));
  });
});

describe('a capacity', () => {
  it('grows with the rate', () => {
    const [some, many] = [capacityFor(1_000, world), capacityFor(10_000, world)];
    expect(many.brokers).toBeGreaterThan(5 * some.brokers);
    expect(many.concurrency / some.concurrency).toBeCloseTo(10, 0);
  });

  it('says what is fullest first, and all that is beyond its limit', () => {
    const { needs } = capacityFor(10_000, world);
    const shares = needs.map(({ share }) => share);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    expect(firstToBreak(10_000, world)).toEqual(needs.filter(({ share }) => share > 1));
    expect(firstToBreak(0.1, world)).toEqual([]);
    const api = 'requests a second, ordering’s API';
    expect(firstToBreak(501, world).map(({ what }) => what)).toContain(api);
    expect(firstToBreak(499, world).map(({ what }) => what)).not.toContain(api);
  });

  it('is billed with the prices of the page of costs', () => {
    const capacity = capacityFor(100, world);
    const brokers = monthlyBill(100, capacity).find(({ unit }) => unit === prices.expressBroker.unit);
    expect(brokers?.dollars).toBeCloseTo(capacity.brokers * 730 * prices.expressBroker.dollars);
  });

  it('reckons with what an order was seen to use, where it was measured, and else with the estimate', () => {
    expect(measuredOrder([])).toEqual({ each: perOrder, at: undefined });
    const measured = measuredOrder([{ ...result, facts: { writes: 99, kafkaBytes: 20_000 } }]);
    expect(measured).toEqual({ each: { ...perOrder, writes: 99, kilobytesInTopics: 20 }, at: result.at });
    expect(capacityFor(10, { ...world, each: measured.each }).tablePartitions).not.toEqual(
      capacityFor(10, { ...world, each: { ...perOrder, writes: 9_999 } }).tablePartitions,
    );
  });
});

it('says where each limit is from', () => {
  const text = capacityText(10_000, world);
  for (const { limit } of capacityFor(10_000, world).needs) {
    expect(limit.source).toMatch(/^(https:\/\/docs\.aws\.amazon\.com\/|lib\/)./);
    expect(text).toContain(limit.source);
  }
});
