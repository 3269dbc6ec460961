/** The whole business under thousands of random schedules: repeats, delays, crashes between any two steps. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endingsOf, faultsIn } from './books.ts';
import { inPlatform } from './planted-platform.ts';
import { inRules } from './planted-rules.ts';
import type { Scenario } from './scenario.ts';
import { type Course, play, type Tamper } from './schedule.ts';

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const schedules = Number(process.env.SCHEDULES ?? 5_000);

const line = fc.record({ sku: fc.nat(1), quantity: fc.integer({ min: 1, max: 2 }) });
const order = fc.record({
  lines: fc.uniqueArray(line, { minLength: 1, maxLength: 2, selector: ({ sku }) => sku }),
  // Most stories go far, and only those meet what comes late.
  token: fc.constantFrom('approve', 'approve', 'approve', 'decline', 'timeout', 'late', 'twice', 'wrong'),
  cancels: fc.boolean(),
  carrier: fc.constantFrom('prompt', 'prompt', 'late', 'never'),
  returns: fc.constantFrom('none', 'sent', 'overcharged', 'lost'),
});
const scenario: fc.Arbitrary<Scenario> = fc.record({
  stock: fc.tuple(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.nat(1)), fc.tuple(fc.nat(3), fc.nat(1))),
  orders: fc.array(order, { minLength: 1, maxLength: 3 }),
});
const course: fc.Arbitrary<Course> = fc.record({
  calm: fc.nat(120),
  choices: fc.array(fc.nat(2 ** 20), { maxLength: 100, size: 'max' }),
});

const property = (tamper?: Tamper) =>
  fc.property(scenario, course, (given, chosen) => {
    const outcome = play(given, chosen, tamper);
    const faults = faultsIn(outcome);
    if (faults.length > 0) throw new Error([...faults, 'because', ...outcome.world.story].join('\n'));
  });

describe('whatever the schedule', () => {
  it(`money and stock are conserved, and every order ends`, () => {
    console.log(`SEED=${seed} SCHEDULES=${schedules} repeats this run`);
    fc.assert(property(), { seed, numRuns: schedules });
  });
});

it('and the schedules meet every ending', () => {
  const endings = new Set<string>();
  const meet = fc.property(scenario, course, (given, chosen) => {
    for (const ending of endingsOf(play(given, chosen))) endings.add(ending);
  });
  fc.assert(meet, { seed: 1, numRuns: 1_000 });
  expect([...endings].sort()).toEqual([
    'cancelled: customer',
    'cancelled: dispatch-timed-out',
    'cancelled: out-of-stock',
    'cancelled: payment-declined',
    'cancelled: payment-timed-out',
    'cancelled: timed-out',
    'completed',
    'return completed',
    'return expired',
    'return rejected',
  ]);
});

describe('a planted bug is found', () => {
  it.each(Object.entries({ ...inRules, ...inPlatform }))('%s', (bug, tamper) => {
    const options = { seed: 1, numRuns: 5_000, endOnFailure: true };
    const { failed, numRuns } = fc.check(property(tamper), options);
    console.log(`${bug}: found by schedule ${numRuns} of seed 1`);
    expect(failed).toBe(true);
  });

  it('and told as the shortest story that shows it', () => {
    const bug = inRules['units that left stay on the shelf'];
    const { counterexample, errorInstance } = fc.check(property(bug), { seed: 1 });
    expect(counterexample?.[1]).toEqual({ calm: 0, choices: [] });
    expect(String(errorInstance)).toMatch(/ units of sku-\d are reserved, and nobody waits for them\n/);
  });
});
