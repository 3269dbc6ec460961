/** Steps of a process to the outside, each of which may be its last, fail, or have to wait for its turn. */
import { TransientFailure } from '../../functions/platform/failure.ts';

export type Step = <Answer>(what: string, perform: () => Promise<Answer>) => Promise<Answer>;

export interface Fault {
  /** The how manieth step, from 1. */
  readonly at: number;
  /** `before`: it is not done. `after`: it is done, and nobody hears of it. */
  readonly moment: 'before' | 'after';
  /** `crash`: the process does nothing any more. `failure`: it gets an error, and can do something about it. */
  readonly how: 'crash' | 'failure';
}

/** The steps of a process with one fault; `crashed` resolves when it is dead. */
export const faulty = ({ at, moment, how }: Fault) => {
  const { promise: crashed, resolve } = Promise.withResolvers<'crashed'>();
  let taken = 0;
  const suffer = (what: string): Promise<never> => {
    if (how === 'failure') throw new TransientFailure(`no answer to ${what}`);
    resolve('crashed');
    return new Promise(() => undefined);
  };
  const step: Step = async (what, perform) => {
    taken += 1;
    if (taken !== at) return perform();
    if (moment === 'before') return suffer(what);
    await perform();
    return suffer(what);
  };
  return { step, crashed };
};

/** Notes what is done, in its order. */
export const noted = () => {
  const steps: string[] = [];
  const step: Step = (what, perform) => {
    steps.push(what);
    return perform();
  };
  return { step, steps };
};

/** Lets processes take their steps in this order, and freely when it has come to its end. */
export const inOrder = (order: readonly string[]) => {
  let [turn, changed] = [0, Promise.withResolvers<void>()];
  return (process: string): Step =>
    async (_what, perform) => {
      while (order[turn] !== undefined && order[turn] !== process) await changed.promise;
      const mine = order[turn] === process;
      try {
        return await perform();
      } finally {
        if (mine) {
          turn += 1;
          changed.resolve();
          changed = Promise.withResolvers();
        }
      }
    };
};

/** Every order in which two processes can take so many steps each. */
export const ordersOf = (a: number, b: number): readonly (readonly string[])[] => {
  if (a === 0 && b === 0) return [[]];
  const first = a === 0 ? [] : ordersOf(a - 1, b).map((rest) => ['a', ...rest]);
  const second = b === 0 ? [] : ordersOf(a, b - 1).map((rest) => ['b', ...rest]);
  return [...first, ...second];
};
