/** Lambda: what orders and reservations say about payments. */
import { reservation } from '../../schemas/inventory/reservation/contract.gen.ts';
import { order } from '../../schemas/ordering/order/contract.gen.ts';
import { kafkaHandler } from '../platform/consumer/kafka-handler.ts';
import { type HeardEvent, heard, policy } from './policy.ts';
import { connections, payments } from './wiring.ts';

export const handler = kafkaHandler<HeardEvent>({
  consumer: 'payment.saga',
  contracts: [order, reservation],
  heard,
  handle: ({ event, cause }) => payments.handle(policy(event), cause),
  connections,
});
