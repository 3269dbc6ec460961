/** An order as its customer sees it. */
import { refuse } from '../platform/decider.ts';
import { refused } from '../platform/http.ts';
import type { Caller } from '../platform/request.ts';
import type { OrderState } from './decider.ts';

/** @throws ProblemError 404 when there is no such order, or it is another customer's */
export const orderView = (id: string, state: OrderState, { name, groups }: Caller): object => {
  if (state.status === 'new' || (state.order.customerId !== name && !groups.includes('operators'))) {
    throw refused(refuse('unknown-order', `there is no order ${id}`));
  }
  const { paymentToken, ...order } = state.order;
  const { status } = state;
  switch (status) {
    case 'placed':
      return { ...order, status };
    case 'confirmed':
      return { ...order, status, confirmedAt: state.confirmedAt };
    case 'cancelled': {
      const { reason, cancelledAt } = state.cancellation;
      return { ...order, status, reason, cancelledAt };
    }
  }
};
