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
  /** Once goods are sent back. */
  readonly returnId: string | undefined;
}

export interface Act {
  readonly says: string;
  /** @returns the id of a return, if there is one now */
  readonly go: (cast: Cast, actors: Actors) => Promise<string | undefined>;
}

export const customerCancels: Act = {
  says: 'the customer cancels',
  go: async ({ orderId, correlationId }, { shop }) => {
    await shop.cancel(orderId, correlationId);
    return undefined;
  },
};

/** @param number of the parcel, from 1 */
export const parcelLeaves = (number: number): Act => ({
  says: `the carrier takes parcel ${number}`,
  go: async ({ orderId, correlationId }, { carrier }) => {
    await carrier.dispatch(orderId, `${orderId}-${number}`, correlationId);
    return undefined;
  },
});

/** @param number of the parcel, from 1 */
export const parcelArrives = (number: number): Act => ({
  says: `the carrier delivers parcel ${number}`,
  go: async ({ orderId, correlationId }, { carrier }) => {
    await carrier.deliver(orderId, `${orderId}-${number}`, correlationId);
    return undefined;
  },
});

export const customerSendsBack = (sku: string, quantity: number): Act => ({
  says: `the customer sends ${quantity} ${sku} back`,
  go: ({ orderId, correlationId }, { shop }) => shop.sendBack(orderId, [{ sku, quantity }], correlationId),
});

export const goodsArrive: Act = {
  says: 'the goods arrive at the warehouse',
  go: async ({ returnId, correlationId }, { shop }) => {
    if (returnId !== undefined) await shop.receive(returnId, 'main', correlationId);
    return returnId;
  },
};
