/** An operator who counts an empty shelf of one SKU over and over: a second writer beside the reservations. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Shop } from '../../local/shop.ts';

/** There are no units, so that nobody's sums change. */
export const countShelf = async (
  operators: () => Promise<readonly Pick<Shop, 'count'>[]>,
  sku: string,
  perSecond: number,
  goesOn: () => boolean,
): Promise<void> => {
  while (goesOn()) {
    // Whoever counts shelves counts again when it did not go through.
    const [operator] = await operators();
    await operator?.count(sku, 0, 'elsewhere').catch(() => undefined);
    await sleep(1_000 / perSecond);
  }
};
