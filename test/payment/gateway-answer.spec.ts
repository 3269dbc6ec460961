/** What a gateway's answer makes us do. */
import { expect, it } from 'vitest';
import { answered } from '../../functions/payment/gateway-answer.ts';

it('records an authorization with its id, and with what is held', () => {
  const held = { authorizationId: 'a-1', amount: 900, currency: 'EUR' };
  expect(answered('p-1', { outcome: 'authorized', ...held }, 7)).toEqual({
    type: 'RecordAuthorization',
    data: { paymentId: 'p-1', ...held, at: 7 },
  });
});

it.each(['declined', 'timed-out'] as const)('records a decline with its reason: %s', (outcome) => {
  expect(answered('p-1', { outcome }, 7)).toEqual({
    type: 'RecordDecline',
    data: { paymentId: 'p-1', reason: outcome, at: 7 },
  });
});
