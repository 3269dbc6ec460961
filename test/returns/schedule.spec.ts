/** Goods and money come back together or not at all, whatever is repeated, delayed, parked or asked for again. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ask, receive, retry } from './facts.ts';
import { type World, worldOf } from './world.ts';

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const schedules = Number(process.env.SCHEDULES ?? 5_000);
console.log(`SEED=${seed} SCHEDULES=${schedules} repeats this run`);

type Move = (world: World, choice: number) => void;

const at = <Item>(items: readonly Item[], choice: number): Item | undefined => items[choice % items.length];

const moves: readonly Move[] = [
  // Others take a command up, and it may come again.
  ({ commands, deliver }, choice) => {
    const command = at(commands, choice);
    if (command !== undefined) deliver(command);
  },
  // A command is parked.
  ({ commands }, choice) => commands.splice(choice % (commands.length + 1), 1),
  // A reply is heard, and may come again.
  ({ replies, hear }, choice) => {
    const reply = at(replies, choice);
    if (reply !== undefined) hear(reply);
  },
  ({ wait }, choice) => wait(choice),
  ({ handle, now }) => handle(retry(now())),
  ({ handle, now }) => handle(receive(now())),
  ({ handle }) => handle(ask),
];

/** Everything that is still on its way arrives, and every deadline fires. */
const settle = (world: World): void => {
  const { commands, replies, deliver, hear, wait } = world;
  while (commands.length > 0 || replies.length > 0) {
    for (const command of commands.splice(0)) deliver(command);
    for (const reply of replies.splice(0)) hear(reply);
  }
  if (wait()) settle(world);
};

const play = (refunds: boolean, choices: readonly (readonly [number, number])[]): World => {
  const world = worldOf(refunds);
  world.handle(ask);
  world.handle(receive(1));
  for (const [move, choice] of choices) moves[move]?.(world, choice);
  settle(world);
  // What was parked and then escalated waits for an operator, once for each step at most.
  for (let steps = 0; steps < 3; steps += 1) {
    world.handle(retry(world.now()));
    settle(world);
  }
  return world;
};

it('a return ends, well or with its compensation, and nothing is done twice', () => {
  const choice = fc.tuple(fc.nat(moves.length - 1), fc.nat(2 ** 16));
  fc.assert(
    fc.property(fc.boolean(), fc.array(choice, { maxLength: 60, size: 'max' }), (refunds, choices) => {
      const { status, books, history } = play(refunds, choices);
      const ended = refunds
        ? { status: 'completed', shelf: 3, setAside: 0, refunds: 1_200 }
        : { status: 'rejected', shelf: 0, setAside: 0, refunds: 0 };
      expect({ status: status(), ...books }).toEqual(ended);
      const escalations = history.flatMap(({ type, data }) =>
        type === 'ReturnEscalated' ? [data.step] : [],
      );
      expect(new Set(escalations).size).toBe(escalations.length);
    }),
    { seed, numRuns: schedules },
  );
});
