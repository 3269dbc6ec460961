/** Lambda: what the CRM says about its counterparties, taken into our replica of customers. */
import { counterparty } from '../../../schemas/crm/counterparty/contract.gen.ts';
import { kafkaHandler } from '../../platform/consumer/kafka-handler.ts';
import { connections, customers } from '../wiring.ts';
import { type HeardEvent, heard, policy } from './policy.ts';
import { projection } from './projection.ts';

export const handler = kafkaHandler<HeardEvent>({
  consumer: 'ordering.customers',
  contracts: [counterparty],
  heard,
  handle: async ({ event, origin }) => ({ taken: await customers.take(projection(policy(event)), origin) }),
  connections,
});
