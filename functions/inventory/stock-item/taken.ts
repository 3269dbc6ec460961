/** A published command becomes our own when it is taken up. */
import type { StockItemCommand as Published } from '../../../schemas/inventory/stock-item.commands/contract.gen.ts';
import type { StockItemCommand } from './decider.ts';

/** @param at milliseconds since 1970 */
export const taken = ({ type, data }: Published, at: number): StockItemCommand =>
  // Each type keeps its own data; the compiler does not follow a union through a spread.
  ({ type, data: { ...data, at } }) as StockItemCommand;
