/** One schedule: a few orders, and a list of choices that says what happens next until all has come to rest. */
import { rulesWith } from './business.ts';
import { Gateway } from './gateway.ts';
import { outsideMoves } from './outside.ts';
import type { Move, Rules } from './rules.ts';
import type { Scenario } from './scenario.ts';
import { World } from './world.ts';

export type Tamper = (rules: Rules, gateway: Gateway) => Rules;

export interface Outcome {
  readonly world: World;
  readonly gateway: Gateway;
  readonly scenario: Scenario;
}

/** More steps than any story needs: what is not at rest by then never will be. */
const stepLimit = 5_000;

export interface Course {
  /** How far it goes undisturbed before the choices: what comes late in a story is disturbed too. */
  readonly calm: number;
  /** Which of the possible moves is made; afterwards the first that disturbs nothing. */
  readonly choices: readonly number[];
}

export const play = (
  scenario: Scenario,
  { calm, choices }: Course,
  tamper: Tamper = (rules) => rules,
): Outcome => {
  const gateway = new Gateway();
  const world = new World(tamper(rulesWith(gateway), gateway));
  const outside = outsideMoves(scenario, world, gateway);
  const moves = () => [...outside(), ...world.moves()];
  for (let step = 0; step < calm; step += 1) make(world, moves().find(isNeeded));
  for (const choice of choices) make(world, pick(moves(), choice));
  for (let step = 0; step < stepLimit; step += 1) {
    const next = calmest(moves());
    if (next === undefined) return { world, gateway, scenario };
    make(world, next);
  }
  throw new Error(`not at rest after ${stepLimit} steps`);
};

const make = (world: World, move: Move | undefined): void => {
  if (move === undefined) return;
  world.story.push(`> ${move.name}`);
  move.go();
};

/** Mostly what has to happen; a disturbance now and then; time seldom, because it ends every order. */
const pick = (moves: readonly Move[], choice: number): Move | undefined => {
  const kind = choice % 64;
  const wanted = moves.filter(({ disturbs = false, waits = false }) =>
    kind === 0 ? waits : !waits && disturbs === kind < 16,
  );
  return wanted[Math.floor(choice / 64) % wanted.length];
};

const isNeeded = ({ disturbs = false, waits = false }: Move): boolean => !disturbs && !waits;

/** What waits for time to pass comes last; what need not happen does not. */
const calmest = (moves: readonly Move[]): Move | undefined =>
  moves.find(isNeeded) ?? moves.find(({ disturbs = false }) => !disturbs);
