/** Lambda: authorizations that the gateway did not answer. */
import { deadlineHandler } from '../platform/deadline/deadline-handler.ts';
import type { PaymentCommand } from './command.ts';
import { connections, payments } from './wiring.ts';

export const handler = deadlineHandler('payment.deadlines', {
  arm: connections.arm,
  aggregates: {
    'payment/payment': (command, cause) => payments.handle(command as PaymentCommand, cause),
  },
});
