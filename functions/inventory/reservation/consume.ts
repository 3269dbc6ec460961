/** Lambda: what orders and stock items say about reservations. */
import { stockItem } from '../../../schemas/inventory/stock-item/contract.gen.ts';
import { order } from '../../../schemas/ordering/order/contract.gen.ts';
import { kafkaHandler } from '../../platform/consumer/kafka-handler.ts';
import { connections, reservations } from '../wiring.ts';
import { type HeardEvent, heard, policy } from './policy.ts';

export const handler = kafkaHandler<HeardEvent>({
  consumer: 'inventory.reservation',
  contracts: [order, stockItem],
  heard,
  handle: ({ event, cause }) => reservations.handle(policy(event), cause),
  connections,
});
