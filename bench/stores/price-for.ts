/** A price that its SKU did not have before. */
import type { PriceSet } from '../../schemas/ordering/price/contract.gen.ts';

let last = 0;

export const priceFor = (sku: string): PriceSet => {
  last += 1;
  return { sku, currency: 'EUR', lowest: last, highest: last, setBy: 'bench', setAt: 1_795_470_000_000 };
};
