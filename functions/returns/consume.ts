/** Lambda: what stock and payment reply to returns. */
import { stockItem } from '../../schemas/inventory/stock-item/contract.gen.ts';
import { payment } from '../../schemas/payment/payment/contract.gen.ts';
import { kafkaHandler } from '../platform/consumer/kafka-handler.ts';
import { type HeardEvent, heard, policy } from './policy.ts';
import { connections, returns } from './wiring.ts';

export const handler = kafkaHandler<HeardEvent>({
  consumer: 'returns.replies',
  contracts: [stockItem, payment],
  heard,
  handle: ({ event, cause }) => returns.handle(policy(event, Date.now()), cause),
  connections,
});
