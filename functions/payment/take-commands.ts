/** Lambda: what other contexts ask of payments. */
import {
  type PaymentCommand as Published,
  paymentCommands,
} from '../../schemas/payment/payment.commands/contract.gen.ts';
import { kafkaHandler } from '../platform/consumer/kafka-handler.ts';
import { connections, payments } from './wiring.ts';

export const handler = kafkaHandler<Published>({
  consumer: 'payment.commands',
  contracts: [paymentCommands],
  heard: ['RefundPayment'],
  handle: ({ event: { type, data }, cause }) =>
    payments.handle({ type, data: { ...data, at: Date.now() } }, cause),
  connections,
});
