/** An operator who counts an empty shelf of one SKU over and over: a second writer beside the reservations. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Shop } from '../../local/shop.ts';

/** How long between two counts, milliseconds. */
const pause = 80;

/** There are no units, so that nobody's sums change. */
export const countShelf = async (
  { count }: Pick<Shop, 'count'>,
  sku: string,
  goesOn: () => boolean,
): Promise<void> => {
  while (goesOn()) {
    // Whoever counts shelves counts again when it did not go through.
    await count(sku, 0, 'elsewhere').catch(() => undefined);
    await sleep(pause);
  }
};
