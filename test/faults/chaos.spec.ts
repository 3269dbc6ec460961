/** Five faults while orders flow: all promises are kept (P1 to P4, P8). */
import { expect, inject, it } from 'vitest';
import { ordersIn } from '../../chaos/checker/orders.ts';
import { processesOf } from '../../chaos/faults/processes.ts';
import { chaos } from '../../chaos/run.ts';

/** Those that are soon over; `npm run chaos` has them all. */
const chosen = [
  'kill -9 of the broker',
  'kill -9 of every function worker',
  'repeated, reordered and late',
  'DynamoDB throttles',
  'a poisoned record: an unknown schema id',
];

it('keeps every promise while its parts are killed, throttled, repeated and poisoned', async () => {
  const said: string[] = [];
  const { faults, facts, after, violations } = await chaos({
    stack: inject('stack'),
    processes: processesOf(inject('dir')),
    doorUrl: inject('doorUrl'),
    seed: 21,
    seconds: 1,
    mostSeconds: 600,
    mostFaults: chosen.length,
    enoughFaults: chosen.length,
    counts: 2,
    rate: 4,
    orders: 50,
    wanted: ({ name }) => chosen.includes(name),
    quiet: 20,
    say: (line) => said.push(line),
  });
  expect(violations, said.join('\n')).toEqual([]);
  expect(faults.map(({ name }) => name).sort()).toEqual([...chosen].sort());
  expect(facts.accepted.length).toBeGreaterThanOrEqual(40);
  expect(facts.poisoned).toHaveLength(1);
  expect(facts.letters.length).toBeGreaterThanOrEqual(1);
  expect([after.letters, after.parked]).toEqual([[], []]);
  const endings = new Set([...ordersIn(facts.said).values()].map(({ ending }) => ending));
  expect(endings).toEqual(new Set(['confirmed', 'cancelled', 'completed']));
});
