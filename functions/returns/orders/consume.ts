/** Lambda: what orders say, kept for returns. */
import { order } from '../../../schemas/ordering/order/contract.gen.ts';
import { kafkaHandler } from '../../platform/consumer/kafka-handler.ts';
import { connections, rows } from '../wiring.ts';
import { type HeardEvent, heard, projection } from './projection.ts';

export const handler = kafkaHandler<HeardEvent>({
  consumer: 'returns.orders',
  contracts: [order],
  heard,
  handle: async ({ event, origin }) => ({ taken: await rows.take(projection(event), origin) }),
  connections,
});
