/** A customer as they, and operators, see them. */
import { refuse } from '../../platform/commit/decider.ts';
import { refused } from '../../platform/http/http.ts';
import { isOperator } from '../../platform/http/operators.ts';
import type { Caller } from '../../platform/http/request.ts';
import type { Customer } from './projection.ts';

/** @throws ProblemError 404 when there is no such customer, or it is somebody else */
export const customerView = (id: string, customer: Customer | undefined, caller: Caller): object => {
  if (customer === undefined || (caller.name !== id && !isOperator(caller))) {
    throw refused(refuse('unknown-customer', `there is no customer ${id}`));
  }
  const { customerId, name, email, language, standing, reason, changedAt } = customer;
  return { customerId, name, email, language, standing, reason, changedAt };
};
