/** What a shipment is, and what can be asked of it. */
import type { Parcel } from '../../schemas/shipping/shipment/contract.gen.ts';

export interface AllocatedUnits {
  readonly sku: string;
  readonly warehouse: string;
  readonly quantity: number;
}

/** What a carrier says of a parcel, at its own time. */
export interface ParcelMove {
  readonly shipmentId: string;
  readonly parcelId: string;
  readonly carrier: string;
  readonly trackingCode: string;
  readonly at: number;
}

export type ShipmentCommand =
  | {
      readonly type: 'RequestShipment';
      readonly data: {
        readonly shipmentId: string;
        readonly customerId: string;
        readonly lines: readonly AllocatedUnits[];
        readonly at: number;
      };
    }
  | { readonly type: 'CancelShipment'; readonly data: { readonly shipmentId: string; readonly at: number } }
  | { readonly type: 'DispatchParcel' | 'DeliverParcel'; readonly data: ParcelMove };

export interface ParcelState extends Parcel {
  readonly carrier?: string;
  readonly trackingCode?: string;
  readonly dispatchedAt?: number;
  readonly deliveredAt?: number;
}

export interface ShipmentState {
  readonly status: 'new' | 'requested' | 'dispatched' | 'delivered' | 'cancelled';
  /** Empty until the shipment is requested. */
  readonly customerId: string;
  readonly requestedAt: number;
  readonly parcels: readonly ParcelState[];
  /** When the cancellation was asked for that was rejected last. */
  readonly rejectedAt?: number;
}
