import { describe, expect, it } from 'vitest';
import { type ReservationCommand, reservation } from '../../functions/inventory/reservation/decider.ts';
import { policy } from '../../functions/inventory/reservation/policy.ts';
import type { ReservationEvent } from '../../schemas/inventory/reservation/contract.gen.ts';
import { specificationOf } from '../platform/specification.ts';

const { given } = specificationOf(reservation);
const reservationId = 'o-1';
const lines = [
  { sku: 'tea', quantity: 2 },
  { sku: 'pot', quantity: 1 },
];
const tea = { reservationId, sku: 'tea', quantity: 2 };
const pot = { reservationId, sku: 'pot', quantity: 1 };
const requested: ReservationEvent = {
  type: 'ReservationRequested',
  data: { reservationId, lines, requestedAt: 1 },
};
const reserved = (data: typeof tea): ReservationEvent => ({ type: 'LineReserved', data });
const rejected = (data: typeof tea): ReservationEvent => ({ type: 'LineRejected', data });
const released = (data: typeof tea): ReservationEvent => ({ type: 'LineReleased', data });
const completed: ReservationEvent = { type: 'ReservationCompleted', data: { reservationId, completedAt: 2 } };
const failed: ReservationEvent = {
  type: 'ReservationRejected',
  data: { reservationId, sku: 'pot', rejectedAt: 2 },
};
const cancelled: ReservationEvent = {
  type: 'ReservationCancelled',
  data: { reservationId, cancelledAt: 2 },
};
const request: ReservationCommand = { type: 'RequestReservation', data: { reservationId, lines, at: 1 } };
const gotLine = (data: typeof tea): ReservationCommand => ({
  type: 'RecordReservedLine',
  data: { ...data, at: 2 },
});
const missedLine = (data: typeof tea): ReservationCommand => ({
  type: 'RecordRejectedLine',
  data: { ...data, at: 2 },
});
const cancel: ReservationCommand = { type: 'CancelReservation', data: { reservationId, at: 2 } };

describe('a reservation', () => {
  it('asks the writer of each SKU', () => {
    given().when(request).happens(requested);
    given().when(request).sends({ type: 'ReserveStock', data: tea }, { type: 'ReserveStock', data: pot });
  });
  it('is requested only once', () => {
    given(requested).when(request).changesNothing();
  });
  it('is completed by its last line', () => {
    given(requested).when(gotLine(tea)).happens(reserved(tea));
    given(requested, reserved(tea)).when(gotLine(pot)).happens(reserved(pot), completed);
  });
  it('counts a line once, however often it is told', () => {
    given(requested, reserved(tea)).when(gotLine(tea)).changesNothing();
    given(requested, rejected(pot), failed).when(missedLine(pot)).changesNothing();
  });
  it('is rejected by one line, and gives back the others', () => {
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
    given(requested, reserved(tea), reserved(pot), completed)
      .when(cancel)
      .happens(cancelled, released(tea), released(pot));
    given(requested, cancelled).when(gotLine(tea)).happens(reserved(tea), released(tea));
  });
  it('has nothing to give back twice', () => {
    given(requested, reserved(tea), rejected(pot), failed, released(tea)).when(cancel).changesNothing();
    given(requested, cancelled).when(cancel).changesNothing();
    given().when(cancel).changesNothing();
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
  it('translates a cancellation and the stock items’ answers', () => {
    const data = { orderId: 'o-1', reason: 'customer', cancelledAt: 2 };
    expect(policy({ type: 'OrderCancelled', data })).toEqual(cancel);
    expect(policy({ type: 'StockReserved', data: { ...tea, reservedAt: 2 } })).toEqual(gotLine(tea));
    expect(policy({ type: 'StockRejected', data: { ...pot, available: 0, rejectedAt: 2 } })).toEqual(
      missedLine(pot),
    );
  });
});
