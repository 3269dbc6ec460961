/** SKUs that nobody else knows: some in plenty, one sold out. */
import { randomUUID } from 'node:crypto';
import type { Shop } from '../../local/shop.ts';
import { soldOutSku } from './stories.ts';

export interface Stocked {
  /** Those in plenty. */
  readonly skus: readonly string[];
  /** What was counted of each. */
  readonly counted: ReadonlyMap<string, number>;
}

const howMany = 8;
const units = 1_000_000;

export const stocked = async (operator: Shop): Promise<Stocked> => {
  const run = randomUUID().slice(0, 8);
  const skus = Array.from({ length: howMany }, (_, n) => `CHAOS-${run}-${n}`);
  const counted = new Map<string, number>(skus.map((sku) => [sku, units]));
  counted.set(soldOutSku(skus), 0);
  for (const [sku, onHand] of counted) await operator.offer(sku, onHand);
  return { skus, counted };
};
