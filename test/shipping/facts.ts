/** The facts of a shipment of two parcels, and of what can be asked of it. */
import type { ParcelMove, ShipmentCommand, ShipmentState } from '../../functions/shipping/shipment.ts';
import type { ShipmentEvent } from '../../schemas/shipping/shipment/contract.gen.ts';

export const shipmentId = 'o-1';
export const north = 'o-1-1';
export const south = 'o-1-2';

const lines = [
  { sku: 'tea', warehouse: 'south', quantity: 2 },
  { sku: 'mug', warehouse: 'north', quantity: 1 },
  { sku: 'tea', warehouse: 'north', quantity: 3 },
];

export const request: Extract<ShipmentCommand, { type: 'RequestShipment' }> = {
  type: 'RequestShipment',
  data: { shipmentId, customerId: 'ada', lines, at: 1 },
};

export const parcels = [
  {
    parcelId: north,
    warehouse: 'north',
    lines: [
      { sku: 'mug', quantity: 1 },
      { sku: 'tea', quantity: 3 },
    ],
  },
  { parcelId: south, warehouse: 'south', lines: [{ sku: 'tea', quantity: 2 }] },
];

export const requested: ShipmentEvent = {
  type: 'ShipmentRequested',
  data: { shipmentId, customerId: 'ada', parcels, requestedAt: 1 },
};

export const requestedState: ShipmentState = {
  status: 'requested',
  customerId: 'ada',
  requestedAt: 1,
  parcels,
};

const move = (parcelId: string, at: number): ParcelMove => ({
  shipmentId,
  parcelId,
  carrier: 'pigeon',
  trackingCode: `track-${parcelId}`,
  at,
});

export const dispatch = (parcelId: string, at: number): ShipmentCommand => ({
  type: 'DispatchParcel',
  data: move(parcelId, at),
});

export const deliver = (parcelId: string, at: number): ShipmentCommand => ({
  type: 'DeliverParcel',
  data: move(parcelId, at),
});

export const cancel = (at: number): ShipmentCommand => ({ type: 'CancelShipment', data: { shipmentId, at } });

export const left = (parcelId: string, dispatchedAt: number): ShipmentEvent => {
  const { at: _, ...moved } = move(parcelId, dispatchedAt);
  return { type: 'ParcelDispatched', data: { ...moved, dispatchedAt } };
};

export const arrived = (parcelId: string, deliveredAt: number): ShipmentEvent => ({
  type: 'ParcelDelivered',
  data: { shipmentId, parcelId, deliveredAt },
});

export const allLeft = (dispatchedAt: number): ShipmentEvent => ({
  type: 'ShipmentDispatched',
  data: { shipmentId, customerId: 'ada', dispatchedAt },
});

export const allArrived = (deliveredAt: number): ShipmentEvent => ({
  type: 'ShipmentDelivered',
  data: { shipmentId, customerId: 'ada', deliveredAt },
});

export const cancelled = (cancelledAt: number): ShipmentEvent => ({
  type: 'ShipmentCancelled',
  data: { shipmentId, cancelledAt },
});

export const rejected = (rejectedAt: number): ShipmentEvent => ({
  type: 'ShipmentCancellationRejected',
  data: { shipmentId, rejectedAt },
});
