/** Lambda: what orders and returns add to the sums. */
import { order } from '../../schemas/ordering/order/contract.gen.ts';
import { returnContract } from '../../schemas/returns/return/contract.gen.ts';
import { windowHandler } from '../platform/window/handler.ts';
import { type HeardEvent, heard } from './policy.ts';
import type { Sale } from './projection.ts';
import { sales } from './sums.ts';
import { connections, windows } from './wiring.ts';

export const handler = windowHandler<HeardEvent, Sale>({
  consumer: 'sales.windows',
  contracts: [order, returnContract],
  heard,
  window: sales,
  store: windows,
  connections,
});
