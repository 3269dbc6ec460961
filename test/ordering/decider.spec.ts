import { describe, it } from 'vitest';
import type { OrderCommand } from '../../functions/ordering/command.ts';
import { confirmWithin, dispatchWithin, order } from '../../functions/ordering/decider.ts';
import { refuse } from '../../functions/platform/commit/decider.ts';
import type { OrderEvent } from '../../schemas/ordering/order/contract.gen.ts';
import { specificationOf } from '../platform/specification.ts';

const { given } = specificationOf(order);
const orderId = 'o-1';
const customerId = 'cust-1';
const data = {
  orderId,
  customerId,
  lines: [{ sku: 'tea', quantity: 2, unitPrice: 450 }],
  total: 900,
  currency: 'EUR',
  paymentToken: 'tok_approve',
  placedAt: 1,
};
const lines = [{ sku: 'tea', warehouse: 'main', quantity: 2 }];
const placed: OrderEvent = { type: 'OrderPlaced', data };
const allocated: OrderEvent = { type: 'OrderAllocated', data: { orderId, lines, allocatedAt: 2 } };
const authorized: OrderEvent = { type: 'OrderAuthorized', data: { orderId, authorizedAt: 3 } };
const confirmedAt = (at: number): OrderEvent => ({
  type: 'OrderConfirmed',
  data: { orderId, customerId, lines, confirmedAt: at },
});
const cancelled = (reason: string, at: number): OrderEvent => ({
  type: 'OrderCancelled',
  data: { orderId, customerId, reason, cancelledAt: at },
});
const requested = (reason: string, at: number): OrderEvent => ({
  type: 'OrderCancellationRequested',
  data: { orderId, customerId, reason, requestedAt: at },
});
const rejected = (at: number): OrderEvent => ({
  type: 'OrderCancellationRejected',
  data: { orderId, customerId, rejectedAt: at },
});
const dispatched: OrderEvent = { type: 'OrderDispatched', data: { orderId, customerId, dispatchedAt: 6 } };
const completed: OrderEvent = {
  type: 'OrderCompleted',
  data: { orderId, customerId, amount: 900, currency: 'EUR', completedAt: 7 },
};
const confirmed = [placed, allocated, authorized, confirmedAt(3)] as const;
const cancelling = [...confirmed, requested('customer', 4)] as const;

const place: OrderCommand = { type: 'PlaceOrder', data: { orderId, order: data } };
const allocate: OrderCommand = { type: 'AllocateOrder', data: { orderId, lines, at: 2 } };
const authorize: OrderCommand = { type: 'AuthorizeOrder', data: { orderId, at: 3 } };
const cancel: OrderCommand = { type: 'CancelOrder', data: { orderId, reason: 'customer', at: 4 } };
const expire: OrderCommand = { type: 'ExpireOrder', data: { orderId, at: 9 } };
const giveUp: OrderCommand = { type: 'ExpireDispatch', data: { orderId, at: 9 } };
const recordCancelled: OrderCommand = { type: 'RecordCancelledShipment', data: { orderId, at: 5 } };
const reject: OrderCommand = { type: 'RejectCancellation', data: { orderId, at: 5 } };
const dispatch: OrderCommand = { type: 'DispatchOrder', data: { orderId, at: 6 } };
const complete: OrderCommand = { type: 'CompleteOrder', data: { orderId, at: 7 } };

describe('an order', () => {
  it('is placed', () => {
    given().when(place).happens(placed);
  });
  it('is placed only once', () => {
    given(placed).when(place).changesNothing();
    given(placed, cancelled('customer', 4)).when(place).changesNothing();
  });
  it('is not placed when customer or prices are against it, unless it stands already', () => {
    const refusal = refuse('customer-blocked', 'cust-1 does not pay');
    const against: OrderCommand = { type: 'PlaceOrder', data: { orderId, order: data, refusal } };
    given().when(against).isRefused('customer-blocked');
    given(placed).when(against).changesNothing();
  });
  it('is confirmed by stock and payment, whichever comes first', () => {
    given(placed).when(allocate).happens(allocated);
    given(placed).when(authorize).happens(authorized);
    given(placed, allocated).when(authorize).happens(authorized, confirmedAt(3));
    given(placed, authorized).when(allocate).happens(allocated, confirmedAt(2));
  });
  it('is confirmed only once, however often they say so', () => {
    given(placed, allocated).when(allocate).changesNothing();
    given(placed, authorized).when(authorize).changesNothing();
    given(...confirmed)
      .when(allocate)
      .changesNothing();
    given(...confirmed)
      .when(authorize)
      .changesNothing();
  });
  it('knows nothing before it is placed', () => {
    for (const command of [
      allocate,
      authorize,
      expire,
      giveUp,
      recordCancelled,
      reject,
      dispatch,
      complete,
    ]) {
      given().when(command).changesNothing();
    }
  });
  it('stays cancelled, whatever comes afterwards', () => {
    const ended = [placed, cancelled('customer', 4)] as const;
    for (const command of [
      allocate,
      authorize,
      expire,
      giveUp,
      recordCancelled,
      reject,
      dispatch,
      complete,
    ]) {
      given(...ended)
        .when(command)
        .changesNothing();
    }
    given(...ended)
      .when(cancel)
      .changesNothing();
  });
});

describe('its cancellation', () => {
  it('happens at once before the confirmation', () => {
    given(placed).when(cancel).happens(cancelled('customer', 4));
    given(placed, allocated).when(cancel).happens(cancelled('customer', 4));
  });
  it('is asked of shipping afterwards, once', () => {
    given(...confirmed)
      .when(cancel)
      .happens(requested('customer', 4));
    given(...cancelling)
      .when(cancel)
      .changesNothing();
  });
  it('happens when nothing has left yet, for the reason that was given', () => {
    given(...cancelling)
      .when(recordCancelled)
      .happens(cancelled('customer', 5));
    given(...confirmed)
      .when(recordCancelled)
      .changesNothing();
  });
  it('is rejected when something has left, and can be asked for again', () => {
    given(...cancelling)
      .when(reject)
      .happens(rejected(5));
    given(...cancelling, rejected(5))
      .when(reject)
      .changesNothing();
    given(...cancelling, rejected(5))
      .when(cancel)
      .happens(requested('customer', 4));
  });
  it('is rejected when all has left, before shipping’s no is heard', () => {
    given(...cancelling)
      .when(dispatch)
      .happens(rejected(6), dispatched);
    given(...cancelling, rejected(6), dispatched)
      .when(reject)
      .changesNothing();
  });
  it('is refused when it has left', () => {
    given(...confirmed, dispatched)
      .when(cancel)
      .isRefused('already-dispatched');
    given(...confirmed, dispatched, completed)
      .when(cancel)
      .isRefused('already-dispatched');
  });
  it('is its customer’s alone, where a customer asks', () => {
    const by = (customer: string): OrderCommand => ({
      type: 'CancelOrder',
      data: { orderId, reason: 'customer', customerId: customer, at: 4 },
    });
    given(placed).when(by('cust-1')).happens(cancelled('customer', 4));
    given(placed).when(by('cust-2')).isRefused('unknown-order');
    given().when(cancel).isRefused('unknown-order');
  });
});

describe('its end', () => {
  it('begins when everything has left, and comes when it is paid', () => {
    given(...confirmed)
      .when(dispatch)
      .happens(dispatched);
    given(...confirmed, dispatched)
      .when(complete)
      .happens(completed);
  });
  it('comes once', () => {
    given(...confirmed, dispatched)
      .when(dispatch)
      .changesNothing();
    given(...confirmed, dispatched, completed)
      .when(complete)
      .changesNothing();
    given(...confirmed, dispatched, completed)
      .when(dispatch)
      .changesNothing();
  });
  it('does not come before the confirmation or the dispatch', () => {
    given(placed).when(dispatch).changesNothing();
    given(...confirmed)
      .when(complete)
      .changesNothing();
    given(...cancelling)
      .when(complete)
      .changesNothing();
  });
});

describe('its deadlines', () => {
  it('end an order that stock or payment did not answer, and no other', () => {
    given(placed).when(expire).happens(cancelled('timed-out', 9));
    given(placed, allocated).when(expire).happens(cancelled('timed-out', 9));
    given(...confirmed)
      .when(expire)
      .changesNothing();
  });
  it('ask shipping for an order that does not leave, and for no other', () => {
    given(...confirmed)
      .when(giveUp)
      .happens(requested('dispatch-timed-out', 9));
    given(...confirmed, requested('dispatch-timed-out', 9))
      .when(recordCancelled)
      .happens(cancelled('dispatch-timed-out', 5));
    given(placed).when(giveUp).changesNothing();
    given(...cancelling)
      .when(giveUp)
      .changesNothing();
    given(...confirmed, dispatched)
      .when(giveUp)
      .changesNothing();
  });
  it('are set when it is placed, and when it is confirmed', () => {
    const confirmBy = data.placedAt + confirmWithin;
    given()
      .when(place)
      .sets({ at: confirmBy, command: { type: 'ExpireOrder', data: { orderId, at: confirmBy } } });
    const leaveBy = 3 + dispatchWithin;
    given(placed, allocated)
      .when(authorize)
      .sets({ at: leaveBy, command: { type: 'ExpireDispatch', data: { orderId, at: leaveBy } } });
    given(placed).when(authorize).sets();
  });
});

describe('what is remembered of it', () => {
  const known = { order: data, lines, authorizedAt: 3, confirmedAt: 3 };

  it('is what was ordered, when it moved on and why it ended', () => {
    given(placed).leaves({ status: 'placed', order: data });
    given(...confirmed).leaves({ status: 'confirmed', ...known });
    given(...cancelling).leaves({ status: 'cancelling', ...known, reason: 'customer' });
    given(...cancelling, rejected(5)).leaves({ status: 'confirmed', ...known });
    given(...confirmed, dispatched, completed).leaves({
      status: 'completed',
      ...known,
      dispatchedAt: 6,
      completedAt: 7,
    });
    given(placed, cancelled('customer', 4)).leaves({
      status: 'cancelled',
      order: data,
      cancellation: { orderId, customerId, reason: 'customer', cancelledAt: 4 },
    });
  });
  it('is nothing before it was placed, whatever else is told', () => {
    given(allocated, authorized, dispatched).leaves({ status: 'new' });
  });
});
