/** A gateway's answer, whichever way it came, as a command of our own. */
import type { PaymentCommand } from './command.ts';
import type { GatewayAnswer } from './gateway.ts';

/** @param at milliseconds since 1970 */
export const answered = (paymentId: string, answer: GatewayAnswer, at: number): PaymentCommand => {
  switch (answer.outcome) {
    case 'authorized': {
      const { authorizationId, amount, currency } = answer;
      return { type: 'RecordAuthorization', data: { paymentId, authorizationId, amount, currency, at } };
    }
    case 'declined':
    case 'timed-out':
      return { type: 'RecordDecline', data: { paymentId, reason: answer.outcome, at } };
  }
};
