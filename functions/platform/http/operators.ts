/** What only operators may do. */
import { ProblemError } from './problem.ts';
import type { Caller } from './request.ts';
import type { RouteProblem } from './route-description.ts';

/** For the description of a route that calls `refuseUnlessOperator`. */
export const operatorsOnly: RouteProblem = {
  status: 403,
  type: 'operators-only',
  when: 'the caller is not in the group operators',
};

export const isOperator = ({ groups }: Caller): boolean => groups.includes('operators');

/** @throws ProblemError 403 */
export const refuseUnlessOperator = (caller: Caller): void => {
  if (isOperator(caller)) return;
  const detail = `${caller.name} is not in the group operators`;
  throw new ProblemError({ status: 403, type: 'operators-only', title: 'Operators only', detail });
};
