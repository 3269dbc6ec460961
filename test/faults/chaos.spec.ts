/** Twelve faults while orders flow: all promises are kept (P1 to P4, P8). */
import { expect, inject, it } from 'vitest';
import { ordersIn } from '../../chaos/checker/orders.ts';
import { processesOf } from '../../chaos/faults/processes.ts';
import { chaos } from '../../chaos/run.ts';

const said: string[] = [];

it('keeps every promise while its parts are killed, throttled, repeated and poisoned', async () => {
  const { faults, facts, after, violations } = await chaos({
    stack: inject('stack'),
    processes: processesOf(inject('dir')),
    doorUrl: inject('doorUrl'),
    seed: 21,
    seconds: 1,
    mostSeconds: 240,
    mostFaults: 12,
    enoughFaults: 12,
    counts: 2,
    rate: 4,
    orders: 100,
    // Those take longest, and the long run has them.
    wanted: ({ name }) => !name.includes('stands still'),
    quiet: 25,
    say: (line) => said.push(line),
  });
  expect(violations, said.join('\n')).toEqual([]);
  expect(faults.length).toBe(12);
  expect(facts.accepted.length).toBeGreaterThanOrEqual(40);
  expect(facts.poisoned.length).toBeGreaterThanOrEqual(3);
  expect(facts.letters.length).toBeGreaterThanOrEqual(facts.poisoned.length);
  expect([after.letters, after.parked]).toEqual([[], []]);
  const endings = new Set([...ordersIn(facts.said).values()].map(({ ending }) => ending));
  expect(endings).toEqual(new Set(['confirmed', 'cancelled', 'completed']));
});
