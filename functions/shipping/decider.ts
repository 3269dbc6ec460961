/** The rules of a shipment: one parcel for each warehouse, moved by its carrier, given up only while all are still here. */
import type { Parcel, ShipmentEvent } from '../../schemas/shipping/shipment/contract.gen.ts';
import { type Decider, type Refusal, refuse } from '../platform/commit/decider.ts';
import type { AllocatedUnits, ParcelMove, ParcelState, ShipmentCommand, ShipmentState } from './shipment.ts';

export type ShipmentDecider = Decider<ShipmentCommand, ShipmentState, ShipmentEvent>;
type Decision = readonly ShipmentEvent[];
type DataOf<Type extends ShipmentCommand['type']> = Extract<ShipmentCommand, { type: Type }>['data'];

const decide: ShipmentDecider['decide'] = ({ type, data }, state) => {
  switch (type) {
    case 'RequestShipment':
      return state.status === 'new' ? request(data) : [];
    case 'CancelShipment':
      return cancel(data, state);
    case 'DispatchParcel':
      return immovable(data, state) ?? dispatch(data, state);
    case 'DeliverParcel':
      return immovable(data, state) ?? deliver(data, state);
  }
};

const request = ({ shipmentId, customerId, lines, at }: DataOf<'RequestShipment'>): Decision => [
  {
    type: 'ShipmentRequested',
    data: { shipmentId, customerId, parcels: parcelsOf(shipmentId, lines), requestedAt: at },
  },
];

/** Numbered in the order of the warehouses' names; whoever allocated nothing in particular means the main one. */
const parcelsOf = (shipmentId: string, lines: readonly AllocatedUnits[]): readonly Parcel[] => {
  const warehouses = lines.length === 0 ? ['main'] : [...new Set(lines.map(({ warehouse }) => warehouse))];
  return warehouses.sort().map((warehouse, index) => ({
    parcelId: `${shipmentId}-${index + 1}`,
    warehouse,
    lines: lines
      .filter((line) => line.warehouse === warehouse)
      .map(({ sku, quantity }) => ({ sku, quantity })),
  }));
};

/** Each request gets one answer: it is known by its time, and one of another time wants another answer. */
const cancel = (
  { shipmentId, at }: DataOf<'CancelShipment'>,
  { status, parcels, rejectedAt }: ShipmentState,
): Decision => {
  if (status === 'cancelled' || rejectedAt === at) return [];
  const hasLeft = parcels.some(({ dispatchedAt }) => dispatchedAt !== undefined);
  return hasLeft
    ? [{ type: 'ShipmentCancellationRejected', data: { shipmentId, rejectedAt: at } }]
    : [{ type: 'ShipmentCancelled', data: { shipmentId, cancelledAt: at } }];
};

const immovable = (
  { shipmentId, parcelId }: ParcelMove,
  { status, parcels }: ShipmentState,
): Refusal | undefined => {
  if (status === 'new') return refuse('unknown-shipment', `there is no shipment ${shipmentId}`);
  if (status === 'cancelled')
    return refuse('shipment-cancelled', `${shipmentId} is cancelled, and nothing of it may leave`);
  return parcels.some((parcel) => parcel.parcelId === parcelId)
    ? undefined
    : refuse('unknown-parcel', `the shipment ${shipmentId} has no parcel ${parcelId}`);
};

const dispatch = (
  { shipmentId, parcelId, carrier, trackingCode, at }: ParcelMove,
  state: ShipmentState,
): Decision => {
  if (state.parcels.some((parcel) => parcel.parcelId === parcelId && parcel.dispatchedAt !== undefined))
    return [];
  const data = { shipmentId, parcelId, carrier, trackingCode, dispatchedAt: at };
  const left: ShipmentEvent = { type: 'ParcelDispatched', data };
  const dispatchedAt = lastOf(evolve(state, left).parcels.map((parcel) => parcel.dispatchedAt));
  const { customerId } = state;
  return dispatchedAt === undefined
    ? [left]
    : [left, { type: 'ShipmentDispatched', data: { shipmentId, customerId, dispatchedAt } }];
};

/** What arrived has left: a carrier's messages come in any order. */
const deliver = (move: ParcelMove, state: ShipmentState): Decision => {
  const { shipmentId, parcelId, at } = move;
  if (state.parcels.some((parcel) => parcel.parcelId === parcelId && parcel.deliveredAt !== undefined))
    return [];
  const left = dispatch(move, state);
  const arrived: ShipmentEvent = { type: 'ParcelDelivered', data: { shipmentId, parcelId, deliveredAt: at } };
  const { customerId, parcels } = evolve(state, arrived);
  const deliveredAt = lastOf(parcels.map((parcel) => parcel.deliveredAt));
  return deliveredAt === undefined
    ? [...left, arrived]
    : [...left, arrived, { type: 'ShipmentDelivered', data: { shipmentId, customerId, deliveredAt } }];
};

/** The latest of all times, once there are all; the last to be heard of need not be the last to have happened. */
const lastOf = (times: readonly (number | undefined)[]): number | undefined => {
  const known = times.filter((time) => time !== undefined);
  return known.length < times.length ? undefined : Math.max(...known);
};

const evolve: ShipmentDecider['evolve'] = (state, { type, data }) => {
  switch (type) {
    case 'ShipmentRequested': {
      const { customerId, parcels, requestedAt } = data;
      return { ...state, status: 'requested', customerId, parcels, requestedAt };
    }
    case 'ParcelDispatched': {
      const { shipmentId: _, ...parcel } = data;
      return withParcel(state, parcel);
    }
    case 'ParcelDelivered':
      return withParcel(state, { parcelId: data.parcelId, deliveredAt: data.deliveredAt });
    case 'ShipmentDispatched':
      return { ...state, status: 'dispatched' };
    case 'ShipmentDelivered':
      return { ...state, status: 'delivered' };
    case 'ShipmentCancelled':
      return { ...state, status: 'cancelled' };
    case 'ShipmentCancellationRejected':
      return { ...state, rejectedAt: data.rejectedAt };
  }
};

const withParcel = (
  state: ShipmentState,
  change: Partial<ParcelState> & { readonly parcelId: string },
): ShipmentState => ({
  ...state,
  parcels: state.parcels.map((parcel) =>
    parcel.parcelId === change.parcelId ? { ...parcel, ...change } : parcel,
  ),
});

export const shipment: ShipmentDecider = {
  initial: { status: 'new', customerId: '', requestedAt: 0, parcels: [] },
  decide,
  evolve,
};
