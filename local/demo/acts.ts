/** What customers, carriers and operators do in a story. */
import type { Carrier } from '../carrier.ts';
import type { Shop } from '../shop.ts';

export interface Actors {
  readonly shop: Shop;
  readonly carrier: Carrier;
}

export interface Cast {
  readonly orderId: string;
  readonly correlationId: string;
  /** Empty until goods are sent back. */
  readonly returnId: string;
}

export interface Act {
  readonly says: string;
  readonly go: (cast: Cast, actors: Actors) => Promise<unknown>;
}

export const customerCancels: Act = {
  says: 'the customer cancels',
  go: ({ orderId, correlationId }, { shop }) => shop.cancel(orderId, correlationId),
};

/** @param number of the parcel, from 1 */
export const parcelLeaves = (number: number): Act => ({
  says: `the carrier takes parcel ${number}`,
  go: ({ orderId, correlationId }, { carrier }) =>
    carrier.dispatch(orderId, `${orderId}-${number}`, correlationId),
});

/** @param number of the parcel, from 1 */
export const parcelArrives = (number: number): Act => ({
  says: `the carrier delivers parcel ${number}`,
  go: ({ orderId, correlationId }, { carrier }) =>
    carrier.deliver(orderId, `${orderId}-${number}`, correlationId),
});

export const customerSendsBack = (sku: string, quantity: number): Act => ({
  says: `the customer sends ${quantity} ${sku} back`,
  go: ({ orderId, correlationId }, { shop }) => shop.sendBack(orderId, [{ sku, quantity }], correlationId),
});

export const goodsArrive: Act = {
  says: 'the goods arrive at the warehouse',
  go: ({ returnId, correlationId }, { shop }) => shop.receive(returnId, 'main', correlationId),
};
