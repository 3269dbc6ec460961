/** Orders that are delivered, and all that follows from them. */
import { setTimeout as sleep } from 'node:timers/promises';
import { carrier } from '../../local/carrier.ts';
import type { SeenEvent } from '../../local/events.ts';
import type { Shop } from '../../local/shop.ts';
import type { Stack } from '../../local/stack-file.ts';

export interface DeliveredOrders {
  readonly note: (event: SeenEvent) => void;
  /** One after another, each until it is completed and delivered. */
  readonly deliver: (prefix: string, orders: number) => Promise<void>;
}

const patience = 120_000;

export const deliveredOrders = (stack: Stack, shop: Shop, skus: readonly string[]): DeliveredOrders => {
  const courier = carrier(stack.apiUrl, stack.carrierSecret);
  const seen = new Set<string>();

  const until = async (type: string, correlationId: string): Promise<void> => {
    const deadline = performance.now() + patience;
    while (!seen.has(`${type} ${correlationId}`)) {
      if (performance.now() > deadline) throw new Error(`${type} of ${correlationId} did not come`);
      await sleep(20);
    }
  };

  const one = async (correlationId: string, sku: string): Promise<void> => {
    const orderId = await shop.place([{ sku, quantity: 1, unitPrice: 100 }], 'approve', correlationId);
    await until('ShipmentRequested', correlationId);
    const { parcels } = await shop.shipment(orderId);
    for (const { parcelId } of parcels) await courier.dispatch(orderId, parcelId, correlationId);
    await until('OrderCompleted', correlationId);
    for (const { parcelId } of parcels) await courier.deliver(orderId, parcelId, correlationId);
    await until('ShipmentDelivered', correlationId);
  };

  return {
    note: ({ type, correlationId }) => {
      seen.add(`${type} ${correlationId}`);
    },
    deliver: async (prefix, orders) => {
      for (let order = 0; order < orders; order += 1) {
        await one(`${prefix}-${order}`, skus[order % skus.length] ?? '');
      }
    },
  };
};

/** Until nothing has changed for a while: what follows from an order goes on behind its end. */
export const settled = async (figure: () => number, ms = 1_500): Promise<void> => {
  let [last, since] = [figure(), performance.now()];
  while (performance.now() - since < ms) {
    await sleep(100);
    if (figure() === last) continue;
    [last, since] = [figure(), performance.now()];
  }
};
