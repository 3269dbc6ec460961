/** The arithmetic of partitions and pollers, and the measuring of what an event takes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measuredBy } from '../../ops/lag-plan/measure.ts';
import { planFor } from '../../ops/lag-plan/plan.ts';

const demand = { rate: 500, msPerEvent: 10, factor: 2, bytesPerEvent: 1_000 };

describe('a plan', () => {
  it('has as many partitions as the planned rate takes, and shows how', () => {
    const { partitions, pollers, units, concurrency, arithmetic } = planFor(demand);
    expect({ partitions, pollers, units, concurrency }).toEqual({
      partitions: 10,
      pollers: 2,
      units: 1,
      concurrency: 10,
    });
    expect(arithmetic).toContain('planned rate    = 500 events/s x 2 = 1000 events/s');
    expect(arithmetic).toContain('partitions      = 1000 / 100, rounded up = 10');
  });

  it('has more pollers where the bytes bind, and never more than partitions', () => {
    const large = planFor({ ...demand, msPerEvent: 0.1, bytesPerEvent: 50_000 });
    expect(large).toMatchObject({ pollers: 10, partitions: 10, units: 3 });
    expect(large.arithmetic.at(-1)).toContain('at least as many as pollers');
  });

  it('needs one of each at least', () => {
    expect(planFor({ ...demand, rate: 0.01 })).toMatchObject({ partitions: 1, pollers: 1, units: 1 });
  });

  it('warns that partitions can only be added', () => {
    const warned = (partitions: number) => planFor({ ...demand, partitions }).warnings.join('\n');
    expect(warned(6)).toMatch(/has 6 partitions and needs 10.*never taken away/);
    expect(warned(12)).toMatch(/12 partitions already.*never go down/);
    expect(warned(10)).not.toMatch(/partitions (already|and needs)/);
  });

  it('warns of what a region, a broker and a mapping can bear', () => {
    const { warnings } = planFor({ ...demand, rate: 60_000, msPerEvent: 100 });
    expect(warnings.join('\n')).toMatch(/invocations at once.*\n.*broker/);
    expect(planFor({ ...demand, rate: 6_000_000 }).warnings.join('\n')).toContain('2000 pollers at most');
  });

  it('always keeps up with the planned rate, within each limit of a poller', () => {
    const number = (max: number) => fc.double({ min: 0.01, max, noNaN: true });
    const any = fc.record({
      rate: number(50_000),
      msPerEvent: number(1_000),
      factor: fc.double({ min: 1, max: 5, noNaN: true }),
      bytesPerEvent: fc.integer({ min: 1, max: 100_000 }),
    });
    fc.assert(
      fc.property(any, (asked) => {
        const { partitions, pollers, units, planned, perPartition } = planFor(asked);
        expect(partitions * perPartition).toBeGreaterThanOrEqual(planned * 0.999_999);
        expect(pollers).toBeLessThanOrEqual(partitions);
        expect(units * 10).toBeGreaterThanOrEqual(pollers);
        if (pollers < 2_000) {
          expect(pollers * 5_000_000).toBeGreaterThanOrEqual(planned * asked.bytesPerEvent * 0.999_999);
        }
      }),
    );
  });
});

describe('a measurement', () => {
  const place = (partition: number, next: number, high: number) => ({
    partition,
    low: 0,
    high,
    next,
    lag: high - next,
    missed: 0,
  });

  it('is by the partitions that had a backlog all the time', () => {
    const looks = [
      { at: 0, places: [place(0, 0, 1_000), place(1, 0, 500), place(2, 50, 50)] },
      { at: 500, places: [place(0, 50, 1_000), place(1, 500, 500), place(2, 50, 50)] },
      { at: 1_000, places: [place(0, 100, 1_040), place(1, 500, 500), place(2, 50, 60)] },
    ];
    expect(measuredBy(looks)).toEqual({ msPerEvent: 10, busyPartitions: 1, arriving: 50 });
  });

  it('counts partitions side by side', () => {
    const looks = [
      { at: 0, places: [place(0, 0, 1_000), place(1, 0, 1_000)] },
      { at: 1_000, places: [place(0, 100, 1_000), place(1, 50, 1_000)] },
    ];
    expect(measuredBy(looks).msPerEvent).toBeCloseTo(2_000 / 150);
  });

  it('knows nothing without a backlog, or where nothing moves', () => {
    const idle = { at: 0, places: [place(0, 5, 5)] };
    expect(measuredBy([idle, { ...idle, at: 1_000 }]).msPerEvent).toBeUndefined();
    const stuck = { at: 0, places: [place(0, 5, 10)] };
    expect(measuredBy([stuck, { ...stuck, at: 1_000 }]).msPerEvent).toBeUndefined();
    expect(measuredBy([stuck])).toEqual({ msPerEvent: undefined, busyPartitions: 0, arriving: 0 });
  });
});
