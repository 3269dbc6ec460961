/** What is known of an order, folded from its events. */
import type {
  AllocatedLine,
  OrderCancelled,
  OrderEvent,
  OrderPlaced,
} from '../../schemas/ordering/order/contract.gen.ts';

interface Facts {
  readonly order: OrderPlaced;
  /** Where its units are, once every line has them. */
  readonly lines?: readonly AllocatedLine[];
  readonly authorizedAt?: number;
  readonly confirmedAt?: number;
  readonly dispatchedAt?: number;
  readonly completedAt?: number;
  readonly cancellation?: OrderCancelled;
}

export type KnownOrder = Facts &
  (
    | { readonly status: 'placed' | 'confirmed' | 'dispatched' | 'completed' | 'cancelled' }
    /** Shipping is asked whether it still can be cancelled. */
    | { readonly status: 'cancelling'; readonly reason: string }
  );

export type OrderState = { readonly status: 'new' } | KnownOrder;

export const evolve = (state: OrderState, { type, data }: OrderEvent): OrderState => {
  if (type === 'OrderPlaced') return { status: 'placed', order: data };
  if (state.status === 'new') return state;
  switch (type) {
    case 'OrderAllocated':
      return { ...state, lines: data.lines };
    case 'OrderAuthorized':
      return { ...state, authorizedAt: data.authorizedAt };
    case 'OrderConfirmed':
      return { ...factsOf(state), status: 'confirmed', confirmedAt: data.confirmedAt };
    case 'OrderCancellationRequested':
      return { ...state, status: 'cancelling', reason: data.reason };
    case 'OrderCancellationRejected':
      return { ...factsOf(state), status: 'confirmed' };
    case 'OrderDispatched':
      return { ...factsOf(state), status: 'dispatched', dispatchedAt: data.dispatchedAt };
    case 'OrderCompleted':
      return { ...factsOf(state), status: 'completed', completedAt: data.completedAt };
    case 'OrderCancelled':
      return { ...factsOf(state), status: 'cancelled', cancellation: data };
  }
};

/** Without what belongs to that status only. */
const factsOf = (known: KnownOrder): Facts => {
  if (known.status !== 'cancelling') return known;
  const { reason: _reason, ...facts } = known;
  return facts;
};
