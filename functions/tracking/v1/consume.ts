/** Lambda: everything that happens to an order, into version 1 of its timeline. */
import { reservation } from '../../../schemas/inventory/reservation/contract.gen.ts';
import { order } from '../../../schemas/ordering/order/contract.gen.ts';
import { payment } from '../../../schemas/payment/payment/contract.gen.ts';
import { returnContract } from '../../../schemas/returns/return/contract.gen.ts';
import { shipment } from '../../../schemas/shipping/shipment/contract.gen.ts';
import { kafkaHandler } from '../../platform/consumer/kafka-handler.ts';
import { connections, writing } from '../wiring.ts';
import { type HeardEvent, heard, projection } from './projection.ts';

const { record, handled } = writing(1);

export const handler = kafkaHandler<HeardEvent>({
  consumer: 'tracking.timeline-v1',
  contracts: [order, reservation, payment, shipment, returnContract],
  heard,
  handle: (told) => record(told, projection(told.event)),
  handled,
  connections,
});
