/** What a commit says of the business in figures: orders placed, confirmed, completed, cancelled and why, time to confirm. */
import type { OrderEvent } from '../../schemas/ordering/order/contract.gen.ts';
import { count, type Figures } from '../platform/figures.ts';
import type { OrderState } from './state.ts';

const dimensions = { Context: 'ordering' };

/** @param state before the events */
export const figuresOf = (events: readonly OrderEvent[], state: OrderState): readonly Figures[] =>
  events.flatMap((event) => figureOf(event, state));

const figureOf = ({ type, data }: OrderEvent, state: OrderState): readonly Figures[] => {
  switch (type) {
    case 'OrderPlaced':
      return [{ dimensions, values: { OrdersPlaced: count(1) } }];
    case 'OrderConfirmed':
      return [
        { dimensions, values: { OrdersConfirmed: count(1), ...timeToConfirm(data.confirmedAt, state) } },
      ];
    case 'OrderCompleted':
      return [{ dimensions, values: { OrdersCompleted: count(1) } }];
    case 'OrderCancelled':
      return [{ dimensions: { ...dimensions, Reason: data.reason }, values: { OrdersCancelled: count(1) } }];
    case 'OrderAllocated':
    case 'OrderAuthorized':
    case 'OrderCancellationRequested':
    case 'OrderCancellationRejected':
    case 'OrderDispatched':
      return [];
  }
};

const timeToConfirm = (confirmedAt: number, state: OrderState): Figures['values'] =>
  state.status === 'new'
    ? {}
    : { TimeToConfirm: { unit: 'Milliseconds', value: Math.max(0, confirmedAt - state.order.placedAt) } };
