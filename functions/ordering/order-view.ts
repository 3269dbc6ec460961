/** An order as its customer sees it. */
import { refuse } from '../platform/commit/decider.ts';
import { refused } from '../platform/http/http.ts';
import type { Caller } from '../platform/http/request.ts';
import type { OrderState } from './state.ts';

/** @throws ProblemError 404 when there is no such order, or it is another customer's */
export const orderView = (id: string, state: OrderState, { name, groups }: Caller): object => {
  if (state.status === 'new' || (state.order.customerId !== name && !groups.includes('operators'))) {
    throw refused(refuse('unknown-order', `there is no order ${id}`));
  }
  const { paymentToken, ...order } = state.order;
  const { status, confirmedAt, dispatchedAt, completedAt, cancellation } = state;
  const ending = cancellation && { reason: cancellation.reason, cancelledAt: cancellation.cancelledAt };
  // What has not happened yet is undefined, and no part of the answer.
  return { ...order, status, confirmedAt, dispatchedAt, completedAt, ...ending };
};
