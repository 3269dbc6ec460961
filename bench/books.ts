/** Adds up what was confirmed against what is reserved and what the gateway holds. */
import type { Shop } from '../local/shop.ts';
import type { OrderView } from '../local/shop-views.ts';

export interface SoldSku {
  readonly sku: string;
  readonly onHand: number;
  readonly reserved: number;
  /** Units in confirmed orders. */
  readonly sold: number;
}

export interface Books {
  readonly skus: readonly SoldSku[];
  /** Minor units that the gateway holds for these orders. */
  readonly held: number;
  /** Minor units of all confirmed orders. */
  readonly due: number;
  readonly balanced: boolean;
}

export const booksOf = async (
  { stock, held }: Pick<Shop, 'stock' | 'held'>,
  skus: readonly string[],
  orders: readonly OrderView[],
): Promise<Books> => {
  const confirmed = orders.filter(({ status }) => status === 'confirmed');
  const lines = confirmed.flatMap((order) => order.lines);
  const sold = await Promise.all(
    skus.map(async (sku) => {
      const { onHand, reserved } = await stock(sku);
      const own = lines.filter((line) => line.sku === sku);
      return { sku, onHand, reserved, sold: own.reduce((sum, { quantity }) => sum + quantity, 0) };
    }),
  );
  const ids = new Set(orders.map(({ orderId }) => orderId));
  const authorized = (await held()).filter(
    ({ paymentId, status }) => ids.has(paymentId) && status === 'authorized',
  );
  const sums = {
    held: authorized.reduce((sum, { amount }) => sum + amount, 0),
    due: confirmed.reduce((sum, { total }) => sum + total, 0),
  };
  const balanced =
    sums.held === sums.due &&
    sold.every(({ onHand, reserved, sold: units }) => reserved === units && units <= onHand);
  return { skus: sold, ...sums, balanced };
};
