/** Lambda: what orders, shipments and counterparties say, to letters. */
import { counterparty } from '../../schemas/crm/counterparty/contract.gen.ts';
import { order } from '../../schemas/ordering/order/contract.gen.ts';
import { shipment } from '../../schemas/shipping/shipment/contract.gen.ts';
import { kafkaHandler } from '../platform/consumer/kafka-handler.ts';
import { type HeardEvent, heard } from './policy.ts';
import { connections, handle } from './wiring.ts';

export const handler = kafkaHandler<HeardEvent>({
  consumer: 'notification.mail',
  contracts: [order, shipment, counterparty],
  heard,
  handle,
  connections,
});
