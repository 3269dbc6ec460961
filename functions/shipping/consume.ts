/** Lambda: what orders say about shipments. */
import { order } from '../../schemas/ordering/order/contract.gen.ts';
import { kafkaHandler } from '../platform/consumer/kafka-handler.ts';
import { type HeardEvent, heard, policy } from './policy.ts';
import { connections, shipments } from './wiring.ts';

export const handler = kafkaHandler<HeardEvent>({
  consumer: 'shipping.saga',
  contracts: [order],
  heard,
  handle: ({ event, cause }) => shipments.handle(policy(event), cause),
  connections,
});
