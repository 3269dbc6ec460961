/** Lambda: our own returns that ended without their units. */
import { returnContract } from '../../../schemas/returns/return/contract.gen.ts';
import { kafkaHandler } from '../../platform/consumer/kafka-handler.ts';
import { admissions, connections } from '../wiring.ts';
import { type HeardEvent, heard, policy } from './policy.ts';

export const handler = kafkaHandler<HeardEvent>({
  consumer: 'returns.admissions',
  contracts: [returnContract],
  heard,
  handle: ({ event }) => {
    const { orderId, returnId } = policy(event);
    return admissions.giveBack(orderId, returnId);
  },
  connections,
});
