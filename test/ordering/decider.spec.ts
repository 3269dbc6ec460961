import { describe, it } from 'vitest';
import { confirmWithin, type OrderCommand, order } from '../../functions/ordering/decider.ts';
import type { OrderEvent } from '../../schemas/ordering/order/contract.gen.ts';
import { specificationOf } from '../platform/specification.ts';

const { given } = specificationOf(order);
const orderId = 'o-1';
const data = {
  orderId,
  customerId: 'cust-1',
  lines: [{ sku: 'tea', quantity: 2, unitPrice: 450 }],
  total: 900,
  currency: 'EUR',
  paymentToken: 'tok_approve',
  placedAt: 1,
};
const placed: OrderEvent = { type: 'OrderPlaced', data };
const confirmed: OrderEvent = { type: 'OrderConfirmed', data: { orderId, confirmedAt: 2 } };
const cancelled: OrderEvent = {
  type: 'OrderCancelled',
  data: { orderId, reason: 'customer', cancelledAt: 3 },
};
const place: OrderCommand = { type: 'PlaceOrder', data };
const confirm: OrderCommand = { type: 'ConfirmOrder', data: { orderId, at: 2 } };
const cancel: OrderCommand = { type: 'CancelOrder', data: { orderId, reason: 'customer', at: 3 } };

describe('an order', () => {
  it('is placed', () => {
    given().when(place).happens(placed);
  });
  it('is placed only once', () => {
    given(placed).when(place).changesNothing();
    given(placed, cancelled).when(place).changesNothing();
  });
  it('is confirmed when payment says so', () => {
    given(placed).when(confirm).happens(confirmed);
  });
  it('is confirmed only once, however often payment says so', () => {
    given(placed, confirmed).when(confirm).changesNothing();
  });
  it('stays cancelled when the confirmation comes too late', () => {
    given(placed, cancelled).when(confirm).changesNothing();
  });
  it('cannot be confirmed before it is placed', () => {
    given().when(confirm).changesNothing();
  });
  it('can be cancelled while it waits, and after it was confirmed', () => {
    given(placed).when(cancel).happens(cancelled);
    given(placed, confirmed).when(cancel).happens(cancelled);
  });
  it('is given up when stock or payment do not answer in time, and only then', () => {
    const expire: OrderCommand = { type: 'ExpireOrder', data: { orderId, at: 9 } };
    const timedOut: OrderEvent = {
      type: 'OrderCancelled',
      data: { orderId, reason: 'timed-out', cancelledAt: 9 },
    };
    given(placed).when(expire).happens(timedOut);
    given().when(expire).changesNothing();
    given(placed, confirmed).when(expire).changesNothing();
    given(placed, cancelled).when(expire).changesNothing();
  });
  it('sets its deadline when it is placed', () => {
    const at = data.placedAt + confirmWithin;
    given()
      .when(place)
      .sets({ at, command: { type: 'ExpireOrder', data: { orderId, at } } });
    given(placed).when(confirm).sets();
  });
  it('is cancelled only once', () => {
    given(placed, cancelled).when(cancel).changesNothing();
  });
  it('must exist to be cancelled', () => {
    given().when(cancel).isRefused('unknown-order');
  });
  it('remembers what was ordered, when it was confirmed and why it was cancelled', () => {
    given(placed).leaves({ status: 'placed', order: data });
    given(placed, confirmed).leaves({ status: 'confirmed', order: data, confirmedAt: 2 });
    given(placed, confirmed, cancelled).leaves({
      status: 'cancelled',
      order: data,
      cancellation: { orderId, reason: 'customer', cancelledAt: 3 },
    });
  });
});
