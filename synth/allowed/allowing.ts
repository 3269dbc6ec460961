/** Whether a difference is one of those that are allowed. */

import type { Difference } from '../difference.ts';
import { allowed } from './allowed.ts';
import type { Allowed } from './row.ts';

/** @returns what allows it, or undefined */
export const allowing = ({ type, path, first, second }: Difference): Allowed | undefined =>
  allowed.find(
    (each) =>
      each.type === type &&
      each.path.test(path) &&
      [first, second].every((side) => side === undefined || (each.value ?? /./).test(JSON.stringify(side))),
  );

/** Stacks of contexts, and of who may call them; the others are what a laptop has programs for. */
export const isContextStack = ({ stack }: Difference): boolean => !['Network', 'Streaming'].includes(stack);
