/** Lambda: what reservations ask of stock items; the one writer of each SKU. */
import {
  type StockItemCommand,
  stockItemCommands,
} from '../../../schemas/inventory/stock-item.commands/contract.gen.ts';
import { kafkaHandler } from '../../platform/consumer/kafka-handler.ts';
import { connections, stockItems } from '../wiring.ts';
import { taken } from './taken.ts';

export const handler = kafkaHandler<StockItemCommand>({
  consumer: 'inventory.stock-item',
  contracts: [stockItemCommands],
  heard: ['ReserveStock', 'ReleaseStock', 'DispatchStock', 'TakeBackStock'],
  handle: ({ event, cause }) => stockItems.handle(taken(event, Date.now()), cause),
  connections,
});
