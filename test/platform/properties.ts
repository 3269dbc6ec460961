/** What holds of every decider, whatever has happened and whatever it is told. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Decider, isRefusal, type Message } from '../../functions/platform/commit/decider.ts';

export interface PropertiesProps<Command extends Message, State, Event extends Message> {
  readonly decider: Decider<Command, State, Event>;
  /** Any of its events, in no sensible order. */
  readonly events: fc.Arbitrary<Event>;
  readonly commands: fc.Arbitrary<Command>;
  /** Commands that may happen twice, where only their cause tells a repeat. @default none */
  readonly repeatable?: readonly Command['type'][];
}

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const runs = { seed, numRuns: 2_000 };

export const holdsFor = <Command extends Message, State, Event extends Message>({
  decider: { initial, decide, evolve, sends = () => [], deadlines = () => [] },
  events,
  commands,
  repeatable = [],
}: PropertiesProps<Command, State, Event>): void => {
  /** What it is told, one after another: the histories that can be. */
  const told = (all: readonly Command[]): State =>
    all.reduce((state, command) => after(command, state), initial);
  const after = (command: Command, state: State): State => {
    const decision = decide(command, state);
    return isRefusal(decision) ? state : decision.reduce(evolve, state);
  };
  const history = fc.array(events, { maxLength: 12 });
  const commandList = fc.array(commands, { maxLength: 20 });

  it('folds any history, and answers any command to it', () => {
    console.log(`SEED=${seed} repeats this run`);
    const property = fc.property(history, commands, (facts, command) => {
      const decision = decide(command, facts.reduce(evolve, initial));
      if (isRefusal(decision)) expect(decision.detail).not.toBe('');
      else for (const event of decision) expect([sends(event), deadlines(event)]).toHaveLength(2);
    });
    fc.assert(property, runs);
  });

  it('is not changed by a repeat', () => {
    const property = fc.property(commandList, commands, (before, command) => {
      if (repeatable.includes(command.type)) return;
      const state = after(command, told(before));
      expect(after(command, state)).toEqual(state);
    });
    fc.assert(property, runs);
  });

  it('changes no state that it was given', () => {
    const property = fc.property(commandList, commands, (before, command) => {
      const state = told(before);
      const kept = structuredClone(state);
      after(command, state);
      expect(state).toEqual(kept);
    });
    fc.assert(property, runs);
  });
};
