/** The rules of an order. */
import type { OrderCancelled, OrderEvent, OrderPlaced } from '../../schemas/ordering/order/contract.gen.ts';
import { type Deadline, type Decider, type Refusal, refuse } from '../platform/decider.ts';

export type CancellationReason =
  | 'customer'
  | 'out-of-stock'
  | 'payment-declined'
  | 'payment-timed-out'
  | 'timed-out';

/** Stock and payment have this long to answer, in milliseconds. */
export const confirmWithin = 30 * 60_000;

export type OrderCommand =
  | {
      readonly type: 'PlaceOrder';
      readonly data: {
        readonly orderId: string;
        readonly order: OrderPlaced;
        /** Why it is not taken, if it is new: what was taken before stays taken. */
        readonly refusal?: Refusal | undefined;
      };
    }
  | {
      readonly type: 'ConfirmOrder' | 'ExpireOrder';
      readonly data: { readonly orderId: string; readonly at: number };
    }
  | {
      readonly type: 'CancelOrder';
      readonly data: {
        readonly orderId: string;
        readonly reason: CancellationReason;
        /** Only this customer's order, if given. */
        readonly customerId?: string;
        readonly at: number;
      };
    };

export type OrderState =
  | { readonly status: 'new' }
  | { readonly status: 'placed'; readonly order: OrderPlaced }
  | { readonly status: 'confirmed'; readonly order: OrderPlaced; readonly confirmedAt: number }
  | { readonly status: 'cancelled'; readonly order: OrderPlaced; readonly cancellation: OrderCancelled };

export type OrderDecider = Decider<OrderCommand, OrderState, OrderEvent>;

const decide: OrderDecider['decide'] = ({ type, data }, state) => {
  switch (type) {
    case 'PlaceOrder':
      if (state.status !== 'new') return [];
      return data.refusal ?? [{ type: 'OrderPlaced', data: data.order }];
    case 'ConfirmOrder':
      return state.status === 'placed'
        ? [{ type: 'OrderConfirmed', data: { orderId: data.orderId, confirmedAt: data.at } }]
        : [];
    case 'ExpireOrder':
      return state.status === 'placed' ? cancel({ ...data, reason: 'timed-out' }, state) : [];
    case 'CancelOrder':
      return cancel(data, state);
  }
};

const cancel = (
  { orderId, reason, customerId, at }: Extract<OrderCommand, { type: 'CancelOrder' }>['data'],
  state: OrderState,
): ReturnType<OrderDecider['decide']> => {
  if (state.status === 'new' || (customerId !== undefined && customerId !== state.order.customerId)) {
    return refuse('unknown-order', `there is no order ${orderId}`);
  }
  return state.status === 'cancelled'
    ? []
    : [{ type: 'OrderCancelled', data: { orderId, reason, cancelledAt: at } }];
};

const evolve: OrderDecider['evolve'] = (state, { type, data }) => {
  switch (type) {
    case 'OrderPlaced':
      return { status: 'placed', order: data };
    case 'OrderConfirmed':
      return state.status === 'placed'
        ? { status: 'confirmed', order: state.order, confirmedAt: data.confirmedAt }
        : state;
    case 'OrderCancelled':
      return 'order' in state ? { status: 'cancelled', order: state.order, cancellation: data } : state;
  }
};

/** Counted from the customer's click: what the outbox or the queue took is part of the wait. */
const deadlines = ({ type, data }: OrderEvent): readonly Deadline<OrderCommand>[] => {
  if (type !== 'OrderPlaced') return [];
  const at = data.placedAt + confirmWithin;
  return [{ at, command: { type: 'ExpireOrder', data: { orderId: data.orderId, at } } }];
};

export const order: OrderDecider = { initial: { status: 'new' }, decide, evolve, deadlines };
