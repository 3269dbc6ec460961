/** The made-up history when nothing is parked any more. */
import type { Facts } from '../../chaos/checker/facts.ts';
import { history } from './history.ts';
import { rejected } from './poisoned.ts';

export const redriven = (): Facts => ({
  ...history(),
  said: [...history().said, ...rejected('b', 'c')],
  letters: [],
});
