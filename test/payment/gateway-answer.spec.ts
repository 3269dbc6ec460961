/** What a gateway's answer makes us do. */
import { expect, it } from 'vitest';
import { answered } from '../../functions/payment/gateway-answer.ts';

it('records an authorization with its id', () => {
  expect(answered('p-1', { outcome: 'authorized', authorizationId: 'a-1' }, 7)).toEqual({
    type: 'RecordAuthorization',
    data: { paymentId: 'p-1', authorizationId: 'a-1', at: 7 },
  });
});

it.each(['declined', 'timed-out'] as const)('records a decline with its reason: %s', (outcome) => {
  expect(answered('p-1', { outcome }, 7)).toEqual({
    type: 'RecordDecline',
    data: { paymentId: 'p-1', reason: outcome, at: 7 },
  });
});
