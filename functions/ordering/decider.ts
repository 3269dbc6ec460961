/** The rules of an order. */
import type { AllocatedLine, OrderEvent } from '../../schemas/ordering/order/contract.gen.ts';
import { type Deadline, type Decider, refuse } from '../platform/commit/decider.ts';
import type { Moment, OrderCommand } from './command.ts';
import { evolve, type KnownOrder, type OrderState } from './state.ts';

/** Stock and payment have this long to answer, in milliseconds. */
export const confirmWithin = 30 * 60_000;
/** A confirmed order has this long to leave. */
export const dispatchWithin = 7 * 24 * 3_600_000;

export type OrderDecider = Decider<OrderCommand, OrderState, OrderEvent>;
type Decision = ReturnType<OrderDecider['decide']>;

const decide: OrderDecider['decide'] = (command, state): Decision => {
  if (command.type === 'PlaceOrder') {
    const { order, refusal } = command.data;
    return state.status === 'new' ? (refusal ?? [{ type: 'OrderPlaced', data: order }]) : [];
  }
  if (command.type === 'CancelOrder') return cancel(command.data, state);
  return state.status === 'new' ? [] : proceed(command, state);
};

type Step = Exclude<OrderCommand, { type: 'PlaceOrder' | 'CancelOrder' }>;

/** What stock, payment, shipping and time say; what comes too late or twice changes nothing. */
const proceed = ({ type, data }: Step, state: KnownOrder): Decision => {
  const { status } = state;
  const { orderId, at } = data;
  switch (type) {
    case 'AllocateOrder':
      if (status !== 'placed' || state.lines !== undefined) return [];
      return [
        { type: 'OrderAllocated', data: { orderId, lines: data.lines, allocatedAt: at } },
        ...confirmedBy(state.authorizedAt, data.lines, at, state),
      ];
    case 'AuthorizeOrder':
      if (status !== 'placed' || state.authorizedAt !== undefined) return [];
      return [
        { type: 'OrderAuthorized', data: { orderId, authorizedAt: at } },
        ...confirmedBy(at, state.lines, at, state),
      ];
    case 'ExpireOrder':
      return status === 'placed' ? cancelled({ orderId, at, reason: 'timed-out' }, state) : [];
    case 'ExpireDispatch':
      return status === 'confirmed'
        ? cancellationOf({ orderId, at, reason: 'dispatch-timed-out' }, state)
        : [];
    case 'RecordCancelledShipment':
      return state.status === 'cancelling' ? cancelled({ orderId, at, reason: state.reason }, state) : [];
    case 'RejectCancellation':
      return status === 'cancelling' ? rejection(data, state) : [];
    case 'DispatchOrder':
      return dispatch(data, state);
    case 'CompleteOrder':
      return status === 'dispatched' ? complete(data, state) : [];
  }
};

/** Stock and payment come on different topics, in any order: the second of them confirms. */
const confirmedBy = (
  authorizedAt: number | undefined,
  lines: readonly AllocatedLine[] | undefined,
  confirmedAt: number,
  { order: { orderId, customerId } }: KnownOrder,
): readonly OrderEvent[] =>
  authorizedAt === undefined || lines === undefined
    ? []
    : [{ type: 'OrderConfirmed', data: { orderId, customerId, lines, confirmedAt } }];

/** Before it is confirmed nothing can have left; afterwards only shipping knows. */
const cancel = (
  { customerId, ...asked }: Extract<OrderCommand, { type: 'CancelOrder' }>['data'],
  state: OrderState,
): Decision => {
  const { orderId } = asked;
  if (state.status === 'new' || (customerId !== undefined && customerId !== state.order.customerId)) {
    return refuse('unknown-order', `there is no order ${orderId}`);
  }
  switch (state.status) {
    case 'placed':
      return cancelled(asked, state);
    case 'confirmed':
      return cancellationOf(asked, state);
    case 'cancelling':
    case 'cancelled':
      return [];
    case 'dispatched':
    case 'completed':
      return refuse('already-dispatched', `order ${orderId} has left; send it back instead`);
  }
};

interface Asked extends Moment {
  readonly reason: string;
}

const cancelled = ({ orderId, reason, at }: Asked, { order: { customerId } }: KnownOrder): Decision => [
  { type: 'OrderCancelled', data: { orderId, customerId, reason, cancelledAt: at } },
];

const cancellationOf = ({ orderId, reason, at }: Asked, { order: { customerId } }: KnownOrder): Decision => [
  { type: 'OrderCancellationRequested', data: { orderId, customerId, reason, requestedAt: at } },
];

const rejection = ({ orderId, at }: Moment, { order: { customerId } }: KnownOrder): readonly OrderEvent[] => [
  { type: 'OrderCancellationRejected', data: { orderId, customerId, rejectedAt: at } },
];

/** What has left cannot be cancelled, even if shipping's no to that is still on its way. */
const dispatch = (moment: Moment, state: KnownOrder): Decision => {
  const { orderId, at } = moment;
  const { customerId } = state.order;
  const dispatched: OrderEvent = { type: 'OrderDispatched', data: { orderId, customerId, dispatchedAt: at } };
  if (state.status === 'cancelling') return [...rejection(moment, state), dispatched];
  return state.status === 'confirmed' ? [dispatched] : [];
};

const complete = ({ orderId, at }: Moment, { order }: KnownOrder): Decision => {
  const { customerId, total: amount, currency } = order;
  return [{ type: 'OrderCompleted', data: { orderId, customerId, amount, currency, completedAt: at } }];
};

/** Counted from what set them: what the outbox or the queue took is part of the wait. */
const deadlines = ({ type, data }: OrderEvent): readonly Deadline<OrderCommand>[] => {
  const { orderId } = data;
  if (type === 'OrderPlaced') {
    const at = data.placedAt + confirmWithin;
    return [{ at, command: { type: 'ExpireOrder', data: { orderId, at } } }];
  }
  if (type !== 'OrderConfirmed') return [];
  const at = data.confirmedAt + dispatchWithin;
  return [{ at, command: { type: 'ExpireDispatch', data: { orderId, at } } }];
};

export const order: OrderDecider = { initial: { status: 'new' }, decide, evolve, deadlines };
