/** Given facts, when a command, then facts: specifications of deciders as plain values. */
import { expect } from 'vitest';
import {
  type Deadline,
  type Decider,
  isRefusal,
  type Message,
} from '../../functions/platform/commit/decider.ts';

export const specificationOf = <Command extends Message, State, Event extends Message>({
  initial,
  decide,
  evolve,
  sends = () => [],
  deadlines = () => [],
}: Decider<Command, State, Event>) => ({
  given: (...history: readonly Event[]) => ({
    when: (command: Command) => {
      const decision = decide(command, history.reduce(evolve, initial));
      const events = isRefusal(decision) ? [] : decision;
      return {
        happens: (...expected: readonly Event[]) => expect(decision).toEqual(expected),
        changesNothing: () => expect(decision).toEqual([]),
        isRefused: (refused: string) => expect(decision).toMatchObject({ refused }),
        /** Deadlines. */
        sets: (...expected: readonly Deadline<Command>[]) =>
          expect(events.flatMap(deadlines)).toEqual(expected),
        sends: (...expected: readonly Message[]) => expect(events.flatMap(sends)).toEqual(expected),
      };
    },
    leaves: (expected: State) => expect(history.reduce(evolve, initial)).toEqual(expected),
  }),
});
