/** Lambda: what our own payments ask of the gateway. */
import { payment } from '../../schemas/payment/payment/contract.gen.ts';
import { kafkaHandler } from '../platform/consumer/kafka-handler.ts';
import type { PaymentCommand } from './command.ts';
import { type Asked, heard } from './gateway.ts';
import { answered } from './gateway-answer.ts';
import { connections, gateway, payments, sideEffects } from './wiring.ts';

/** A crash between the answer and its commit asks again, under the same idempotency key. */
const ask = async ({ type, data }: Asked): Promise<PaymentCommand> => {
  const { paymentId } = data;
  switch (type) {
    case 'AuthorizationRequested':
      return answered(paymentId, await gateway.authorize(data), Date.now());
    case 'VoidRequested':
      await gateway.void(paymentId);
      return { type: 'RecordVoid', data: { paymentId, at: Date.now() } };
    case 'CaptureRequested':
      await gateway.capture(data);
      return { type: 'RecordCapture', data: { paymentId, at: Date.now() } };
    case 'RefundRequested':
      await gateway.refund(data);
      return { type: 'RecordRefund', data: { paymentId, refundId: data.refundId, at: Date.now() } };
  }
};

export const handler = kafkaHandler<Asked>({
  consumer: 'payment.gateway',
  contracts: [payment],
  heard,
  handle: async ({ event, cause }) => (sideEffects ? payments.handle(await ask(event), cause) : {}),
  connections,
});
