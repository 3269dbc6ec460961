/** The rules of a shipment, one by one. */
import { describe, it } from 'vitest';
import { shipment } from '../../functions/shipping/decider.ts';
import type { AllocatedUnits, ShipmentCommand } from '../../functions/shipping/shipment.ts';
import type { Parcel, ShipmentEvent } from '../../schemas/shipping/shipment/contract.gen.ts';
import { specificationOf } from '../platform/specification.ts';
import {
  allArrived,
  allLeft,
  arrived,
  cancel,
  cancelled,
  deliver,
  dispatch,
  left,
  north,
  parcels,
  rejected,
  request,
  requested,
  requestedState,
  shipmentId,
  south,
} from './facts.ts';

const { given } = specificationOf(shipment);

const requestOf = (lines: readonly AllocatedUnits[]): ShipmentCommand => ({
  type: 'RequestShipment',
  data: { ...request.data, lines },
});
const requestedWith = (...all: readonly Parcel[]): ShipmentEvent => ({
  type: 'ShipmentRequested',
  data: { shipmentId, customerId: 'ada', parcels: all, requestedAt: 1 },
});

describe('a shipment', () => {
  it('has one parcel for each warehouse, numbered in the order of their names', () => {
    given().when(request).happens(requested);
  });
  it('keeps the parcels’ numbers whatever the order of the lines', () => {
    const lines = [...request.data.lines].reverse();
    const [one, two] = parcels;
    given()
      .when(requestOf(lines))
      .happens(
        requestedWith(
          { parcelId: north, warehouse: 'north', lines: [...(one?.lines ?? [])].reverse() },
          { parcelId: south, warehouse: 'south', lines: two?.lines ?? [] },
        ),
      );
  });
  it('numbers warehouses by code points, so that no machine’s language changes a parcel’s number', () => {
    const names = ['é', 'b', 'Z', '10', '9'];
    const lines = names.map((warehouse) => ({ sku: 'tea', warehouse, quantity: 1 }));
    const inOrder = ['10', '9', 'Z', 'b', 'é'].map((warehouse, index) => ({
      parcelId: `${shipmentId}-${index + 1}`,
      warehouse,
      lines: [{ sku: 'tea', quantity: 1 }],
    }));
    given()
      .when(requestOf(lines))
      .happens(requestedWith(...inOrder));
  });
  it('is one empty parcel of the main warehouse when the order tells no lines', () => {
    given()
      .when(requestOf([]))
      .happens(requestedWith({ parcelId: north, warehouse: 'main', lines: [] }));
  });
  it('is requested once', () => {
    given(requested).when(request).changesNothing();
    given(requested, left(north, 2)).when(request).changesNothing();
  });
});

describe('a parcel', () => {
  it('leaves once, as the carrier first said', () => {
    given(requested).when(dispatch(north, 2)).happens(left(north, 2));
    given(requested, left(north, 2)).when(dispatch(north, 3)).changesNothing();
  });
  it('that is the last to leave dispatches the shipment', () => {
    given(requested, left(north, 2)).when(dispatch(south, 3)).happens(left(south, 3), allLeft(3));
    given(requested, left(south, 2)).when(dispatch(north, 3)).happens(left(north, 3), allLeft(3));
  });
  it('arrives once', () => {
    given(requested, left(north, 2)).when(deliver(north, 4)).happens(arrived(north, 4));
    given(requested, left(north, 2), arrived(north, 4)).when(deliver(north, 5)).changesNothing();
  });
  it('that is the last to arrive delivers the shipment', () => {
    given(requested, left(north, 2), left(south, 3), allLeft(3), arrived(south, 4))
      .when(deliver(north, 5))
      .happens(arrived(north, 5), allArrived(5));
  });
  it('that arrived has left, though nobody said so', () => {
    given(requested).when(deliver(north, 4)).happens(left(north, 4), arrived(north, 4));
    given(requested, left(north, 4), arrived(north, 4)).when(dispatch(north, 2)).changesNothing();
    given(requested, left(north, 4), arrived(north, 4))
      .when(deliver(south, 5))
      .happens(left(south, 5), allLeft(5), arrived(south, 5), allArrived(5));
  });
  it('that was heard of last does not date the shipment when another happened later', () => {
    given(requested, left(north, 9)).when(dispatch(south, 3)).happens(left(south, 3), allLeft(9));
    given(requested, left(north, 2), left(south, 3), allLeft(3), arrived(south, 9))
      .when(deliver(north, 5))
      .happens(arrived(north, 5), allArrived(9));
  });
  it('is refused when there is none', () => {
    given().when(dispatch(north, 2)).isRefused('unknown-shipment');
    given().when(deliver(north, 2)).isRefused('unknown-shipment');
    given(requested).when(dispatch('o-1-3', 2)).isRefused('unknown-parcel');
    given(requested).when(deliver('o-1-3', 2)).isRefused('unknown-parcel');
  });
});

describe('a cancellation', () => {
  it('is possible until something has left', () => {
    given(requested).when(cancel(2)).happens(cancelled(2));
  });
  it('is rejected once anything has left', () => {
    given(requested, left(south, 2)).when(cancel(3)).happens(rejected(3));
    given(requested, left(north, 2), left(south, 3), allLeft(3)).when(cancel(4)).happens(rejected(4));
    given(requested, left(north, 2), arrived(north, 3)).when(cancel(4)).happens(rejected(4));
  });
  it('lets nothing leave any more', () => {
    given(requested, cancelled(2)).when(dispatch(north, 3)).isRefused('shipment-cancelled');
    given(requested, cancelled(2)).when(deliver(north, 3)).isRefused('shipment-cancelled');
    given(cancelled(2)).when(dispatch(north, 3)).isRefused('shipment-cancelled');
  });
  it('that was rejected lets the shipment go on', () => {
    given(requested, left(north, 2), rejected(3))
      .when(dispatch(south, 4))
      .happens(left(south, 4), allLeft(4));
  });
  it('is answered once, and each one anew: who asks again after a rejection waits for an answer', () => {
    given(requested, cancelled(2)).when(cancel(2)).changesNothing();
    given(requested, cancelled(2)).when(cancel(3)).changesNothing();
    given(requested, left(north, 2), rejected(3)).when(cancel(3)).changesNothing();
    given(requested, left(north, 2), rejected(3)).when(cancel(7)).happens(rejected(7));
  });
  it('heard before its shipment holds for good', () => {
    given().when(cancel(2)).happens(cancelled(2));
    given(cancelled(2)).when(request).changesNothing();
  });
});

describe('a shipment remembers', () => {
  const [one, two] = parcels;
  const gone = { ...one, carrier: 'pigeon', trackingCode: 'track-o-1-1', dispatchedAt: 2 };
  it('what is where, and who carries it', () => {
    given().leaves({ status: 'new', customerId: '', requestedAt: 0, parcels: [] });
    given(requested).leaves(requestedState);
    given(requested, left(north, 2), rejected(3)).leaves({
      ...requestedState,
      parcels: [gone, two],
      rejectedAt: 3,
    } as typeof requestedState);
    given(requested, left(north, 2), arrived(north, 4)).leaves({
      ...requestedState,
      parcels: [{ ...gone, deliveredAt: 4 }, two],
    } as typeof requestedState);
  });
  it('how it stands', () => {
    given(requested, allLeft(3)).leaves({ ...requestedState, status: 'dispatched' });
    given(requested, allLeft(3), allArrived(4)).leaves({ ...requestedState, status: 'delivered' });
    given(requested, cancelled(2)).leaves({ ...requestedState, status: 'cancelled' });
  });
});
