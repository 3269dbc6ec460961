/** The whole business under thousands of random schedules: repeats, delays, crashes between any two steps. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultsIn } from './books.ts';
import { planted } from './planted.ts';
import { play, type Scenario, type Tamper } from './schedule.ts';

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const schedules = Number(process.env.SCHEDULES ?? 20_000);

const line = fc.record({ sku: fc.nat(1), quantity: fc.integer({ min: 1, max: 2 }) });
const order = fc.record({
  lines: fc.uniqueArray(line, { minLength: 1, maxLength: 2, selector: ({ sku }) => sku }),
  token: fc.constantFrom('approve', 'decline', 'timeout', 'late', 'twice'),
  cancels: fc.boolean(),
});
const scenario: fc.Arbitrary<Scenario> = fc.record({
  stock: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 3 })),
  orders: fc.array(order, { minLength: 1, maxLength: 3 }),
});
const choices = fc.array(fc.nat(2 ** 20), { maxLength: 120, size: 'max' });

const property = (tamper?: Tamper) =>
  fc.property(scenario, choices, (given, chosen) => {
    const outcome = play(given, chosen, tamper);
    const faults = faultsIn(outcome);
    if (faults.length > 0) throw new Error([...faults, 'because', ...outcome.world.story].join('\n'));
  });

describe('whatever the schedule', () => {
  it(`money and stock are conserved, and every order ends`, { timeout: 600_000 }, () => {
    console.log(`SEED=${seed} SCHEDULES=${schedules} repeats this run`);
    fc.assert(property(), { seed, numRuns: schedules });
  });
});

describe('a planted bug is found', () => {
  it.each(Object.entries(planted))('%s', { timeout: 60_000 }, (bug, tamper) => {
    const options = { seed: 1, numRuns: 5_000, endOnFailure: true };
    const { failed, numRuns } = fc.check(property(tamper), options);
    console.log(`${bug}: found by schedule ${numRuns} of seed 1`);
    expect(failed).toBe(true);
  });

  it('and told as the shortest story that shows it', () => {
    const { counterexample, errorInstance } = fc.check(property(planted['a lost release']), { seed: 1 });
    expect(counterexample?.[1]).toEqual([]);
    expect(String(errorInstance)).toMatch(/units of sku-\d are reserved, and 0 sold\nbecause\n/);
  });
});
