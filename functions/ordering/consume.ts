/** Lambda: what stock, payments and shipments say about orders. */
import { reservation } from '../../schemas/inventory/reservation/contract.gen.ts';
import { payment } from '../../schemas/payment/payment/contract.gen.ts';
import { shipment } from '../../schemas/shipping/shipment/contract.gen.ts';
import { kafkaHandler } from '../platform/consumer/kafka-handler.ts';
import { type HeardEvent, heard, policy } from './policy.ts';
import { connections, orders } from './wiring.ts';

export const handler = kafkaHandler<HeardEvent>({
  consumer: 'ordering.saga',
  contracts: [reservation, payment, shipment],
  heard,
  handle: ({ event, cause }) => orders.handle(policy(event), cause),
  connections,
});
