/** The rules of an order. */
import type { OrderCancelled, OrderEvent, OrderPlaced } from '../../schemas/ordering/order/contract.gen.ts';
import { type Decider, refuse } from '../platform/decider.ts';

export type CancellationReason = 'customer' | 'out-of-stock' | 'payment-declined' | 'payment-timed-out';

export type OrderCommand =
  | { readonly type: 'PlaceOrder'; readonly data: OrderPlaced }
  | { readonly type: 'ConfirmOrder'; readonly data: { readonly orderId: string; readonly at: number } }
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
      return state.status === 'new' ? [{ type: 'OrderPlaced', data }] : [];
    case 'ConfirmOrder':
      return state.status === 'placed'
        ? [{ type: 'OrderConfirmed', data: { orderId: data.orderId, confirmedAt: data.at } }]
        : [];
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

export const order: OrderDecider = { initial: { status: 'new' }, decide, evolve };
