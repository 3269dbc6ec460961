/** The stock of a SKU, as its API shows it. */
import type * as z from '../../platform/zod.ts';
import type { readStock } from '../routes.ts';
import type { StockItemState, Units } from './decider.ts';

export const stockView = (
  sku: string,
  { warehouses }: StockItemState,
): z.infer<typeof readStock.answer.body> => {
  const all = Object.entries(warehouses).map(([name, units]) => ({ name, ...units }));
  const [onHand, reserved] = [sumOf(all, 'onHand'), sumOf(all, 'reserved')];
  return { sku, onHand, reserved, available: onHand - reserved, warehouses: all };
};

const sumOf = (all: readonly Units[], what: keyof Units): number =>
  all.reduce((sum, units) => sum + units[what], 0);
