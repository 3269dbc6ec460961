import { describe, expect, it } from 'vitest';
import type { ReservationCommand } from '../../functions/inventory/reservation/command.ts';
import { reservation, reserveWithin } from '../../functions/inventory/reservation/decider.ts';
import { policy } from '../../functions/inventory/reservation/policy.ts';
import type { ReservationEvent } from '../../schemas/inventory/reservation/contract.gen.ts';
import { specificationOf } from '../platform/specification.ts';

const { given } = specificationOf(reservation);
const reservationId = 'o-1';
const lines = [
  { sku: 'tea', quantity: 2 },
  { sku: 'pot', quantity: 1 },
];
const tea = { reservationId, sku: 'tea', quantity: 2, allocations: [{ warehouse: 'main', quantity: 2 }] };
const pot = { reservationId, sku: 'pot', quantity: 1, allocations: [{ warehouse: 'north', quantity: 1 }] };
const asked = ({ allocations: _none, ...line }: typeof tea) => line;

const requested: ReservationEvent = {
  type: 'ReservationRequested',
  data: { reservationId, lines, requestedAt: 1 },
};
const reserved = (data: typeof tea): ReservationEvent => ({ type: 'LineReserved', data });
const rejected = (data: typeof tea): ReservationEvent => ({ type: 'LineRejected', data: asked(data) });
const released = (data: typeof tea): ReservationEvent => ({ type: 'LineReleased', data });
const lineDispatched = (data: typeof tea): ReservationEvent => ({ type: 'LineDispatched', data });
const completed: ReservationEvent = {
  type: 'ReservationCompleted',
  data: {
    reservationId,
    completedAt: 2,
    lines: [
      { sku: 'tea', warehouse: 'main', quantity: 2 },
      { sku: 'pot', warehouse: 'north', quantity: 1 },
    ],
  },
};
const failed: ReservationEvent = {
  type: 'ReservationRejected',
  data: { reservationId, sku: 'pot', rejectedAt: 2 },
};
const cancelled: ReservationEvent = {
  type: 'ReservationCancelled',
  data: { reservationId, cancelledAt: 2 },
};
const expired: ReservationEvent = { type: 'ReservationExpired', data: { reservationId, expiredAt: 9 } };
const dispatched: ReservationEvent = {
  type: 'ReservationDispatched',
  data: { reservationId, dispatchedAt: 5 },
};
const request: ReservationCommand = { type: 'RequestReservation', data: { reservationId, lines, at: 1 } };
const gotLine = (data: typeof tea): ReservationCommand => ({
  type: 'RecordReservedLine',
  data: { ...data, at: 2 },
});
const missedLine = (data: typeof tea): ReservationCommand => ({
  type: 'RecordRejectedLine',
  data: { ...asked(data), at: 2 },
});
const cancel: ReservationCommand = { type: 'CancelReservation', data: { reservationId, at: 2 } };
const expire: ReservationCommand = { type: 'ExpireReservation', data: { reservationId, at: 9 } };
const dispatch: ReservationCommand = { type: 'DispatchReservation', data: { reservationId, at: 5 } };
const complete = [requested, reserved(tea), reserved(pot), completed] as const;

describe('a reservation', () => {
  it('asks the writer of each SKU', () => {
    given().when(request).happens(requested);
    given()
      .when(request)
      .sends({ type: 'ReserveStock', data: asked(tea) }, { type: 'ReserveStock', data: asked(pot) });
  });
  it('is requested only once', () => {
    given(requested).when(request).changesNothing();
  });
  it('is completed by its last line, and says where the units are', () => {
    given(requested).when(gotLine(tea)).happens(reserved(tea));
    given(requested, reserved(tea)).when(gotLine(pot)).happens(reserved(pot), completed);
    given(requested, reserved(tea)).when(gotLine(pot)).sends();
  });
  it('counts a line once, however often it is told, and no line that was not asked for', () => {
    given(requested, reserved(tea)).when(gotLine(tea)).changesNothing();
    given(requested, rejected(pot), failed).when(missedLine(pot)).changesNothing();
    given().when(gotLine(tea)).changesNothing();
    given().when(missedLine(tea)).changesNothing();
  });
  it('is rejected by one line, and gives back the others, where they came from', () => {
    given(requested, reserved(tea)).when(missedLine(pot)).happens(rejected(pot), failed, released(tea));
    given(requested, reserved(tea)).when(missedLine(pot)).sends({ type: 'ReleaseStock', data: tea });
  });
  it('gives back a line that comes in after the rejection', () => {
    given(requested, rejected(pot), failed).when(gotLine(tea)).happens(reserved(tea), released(tea));
  });
  it('is rejected once, however many lines are', () => {
    given(requested, rejected(pot), failed).when(missedLine(tea)).happens(rejected(tea));
  });
  it('gives everything back when its order is cancelled', () => {
    given(...complete)
      .when(cancel)
      .happens(cancelled, released(tea), released(pot));
    given(requested, cancelled).when(gotLine(tea)).happens(reserved(tea), released(tea));
  });
  it('has nothing to give back twice', () => {
    given(requested, reserved(tea), rejected(pot), failed, released(tea)).when(cancel).changesNothing();
    given(requested, cancelled).when(cancel).changesNothing();
    given(requested, expired).when(cancel).changesNothing();
    given().when(cancel).changesNothing();
  });
  it('expires when a stock item does not answer in time, and gives back what it has', () => {
    given(requested, reserved(tea)).when(expire).happens(expired, released(tea));
    given(requested, expired).when(gotLine(pot)).happens(reserved(pot), released(pot));
    const at = 1 + reserveWithin;
    given()
      .when(request)
      .sets({ at, command: { type: 'ExpireReservation', data: { reservationId, at } } });
    given(requested).when(gotLine(tea)).sets();
  });
  it('expires only while it waits', () => {
    given(...complete)
      .when(expire)
      .changesNothing();
    given(requested, cancelled).when(expire).changesNothing();
    given().when(expire).changesNothing();
  });
  it('is over when its order has left, and takes the units off the shelves', () => {
    given(...complete)
      .when(dispatch)
      .happens(dispatched, lineDispatched(tea), lineDispatched(pot));
    given(...complete)
      .when(dispatch)
      .sends({ type: 'DispatchStock', data: tea }, { type: 'DispatchStock', data: pot });
  });
  it('is over once, and only when it was complete', () => {
    const over = [...complete, dispatched, lineDispatched(tea), lineDispatched(pot)] as const;
    given(...over)
      .when(dispatch)
      .changesNothing();
    given(...over)
      .when(cancel)
      .changesNothing();
    given(requested).when(dispatch).changesNothing();
    given().when(dispatch).changesNothing();
  });
});

describe('its policy', () => {
  it('translates an order into lines', () => {
    const order = {
      orderId: 'o-1',
      customerId: 'c',
      total: 1,
      currency: 'EUR',
      paymentToken: 't',
      placedAt: 1,
    };
    const priced = lines.map((line) => ({ ...line, unitPrice: 1 }));
    expect(policy({ type: 'OrderPlaced', data: { ...order, lines: priced } })).toEqual(request);
  });
  it('translates an order’s end, good or bad', () => {
    const data = { orderId: 'o-1', customerId: 'c', reason: 'customer', cancelledAt: 2 };
    expect(policy({ type: 'OrderCancelled', data })).toEqual(cancel);
    expect(
      policy({ type: 'OrderDispatched', data: { orderId: 'o-1', customerId: 'c', dispatchedAt: 5 } }),
    ).toEqual(dispatch);
  });
  it('translates the stock items’ answers', () => {
    expect(policy({ type: 'StockReserved', data: { ...tea, reservedAt: 2 } })).toEqual(gotLine(tea));
    expect(policy({ type: 'StockRejected', data: { ...asked(pot), available: 0, rejectedAt: 2 } })).toEqual(
      missedLine(pot),
    );
  });
});
