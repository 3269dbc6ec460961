/** What the events of an order's shipment say. */
import type { ReadsOf } from '../../../../schemas/reads.ts';
import type { ShipmentEvent } from '../../../../schemas/shipping/shipment/contract.gen.ts';
import type { Told } from '../../told.ts';

/** The fields that are read; `npm run schema:check` says when one of them goes. */
export const reads = {
  ParcelDelivered: ['shipmentId', 'parcelId'],
  ParcelDispatched: ['shipmentId', 'parcelId', 'carrier', 'trackingCode'],
  ShipmentCancellationRejected: ['shipmentId'],
  ShipmentCancelled: ['shipmentId'],
  ShipmentDelivered: ['shipmentId', 'deliveredAt'],
  ShipmentDispatched: ['shipmentId'],
  ShipmentRequested: ['shipmentId', 'parcels.parcelId'],
} as const satisfies ReadsOf<ShipmentEvent>;

export const shipmentTold = ({ type, data }: ShipmentEvent): Told => {
  const orderId = data.shipmentId;
  switch (type) {
    case 'ShipmentRequested': {
      const parcels = data.parcels.map(({ parcelId }) => parcelId).join(', ');
      return { orderId, text: 'Parcels shall leave', details: { parcels } };
    }
    case 'ParcelDispatched': {
      const { parcelId, carrier, trackingCode } = data;
      return { orderId, text: 'A parcel left', details: { parcelId, carrier, trackingCode } };
    }
    case 'ShipmentDispatched':
      return { orderId, text: 'The last parcel left', details: {} };
    case 'ParcelDelivered':
      return { orderId, text: 'A parcel was delivered', details: { parcelId: data.parcelId } };
    case 'ShipmentDelivered': {
      const now = { deliveredAt: data.deliveredAt };
      const summary = { saga: 'order', id: orderId, now } as const;
      return { orderId, text: 'Everything was delivered', details: {}, summary };
    }
    case 'ShipmentCancelled':
      return { orderId, text: 'Nothing will leave', details: {} };
    case 'ShipmentCancellationRejected':
      return { orderId, text: 'The shipment goes on: something has left already', details: {} };
  }
};
