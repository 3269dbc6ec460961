/** A payment, whatever it is told and however often. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PaymentCommand } from '../../functions/payment/command.ts';
import { payment } from '../../functions/payment/decider.ts';
import { isRefusal } from '../../functions/platform/commit/decider.ts';
import { payment as contract, type PaymentEvent } from '../../schemas/payment/payment/contract.gen.ts';
import { anyMessageOf, anyRecord } from '../platform/any-message.ts';
import { holdsFor } from '../platform/properties.ts';

const paymentId = fc.constant('a');
const at = fc.nat(5);
const refundId = fc.constantFrom('r', 's', 't');
const money = { amount: fc.integer({ min: -1, max: 5 }), currency: fc.constantFrom('EUR', 'USD') };
const commandOf = (type: string, data: fc.Arbitrary<object>) => data.map((given) => ({ type, data: given }));
const moments = [
  'SecureGoods',
  'CancelPayment',
  'RecordVoid',
  'ExpireAuthorization',
  'CapturePayment',
  'RecordCapture',
];

const commands = fc.oneof(
  commandOf('RequestPayment', anyRecord(JSON.parse(contract.messages.PaymentRequested.versions[0]))),
  ...moments.map((type) => commandOf(type, fc.record({ paymentId, at }))),
  commandOf('RecordAuthorization', fc.record({ paymentId, at, authorizationId: fc.constant('x'), ...money })),
  commandOf('RecordDecline', fc.record({ paymentId, at, reason: fc.constantFrom('declined', 'timed-out') })),
  commandOf('RefundPayment', fc.record({ paymentId, at, refundId, ...money })),
  commandOf('RecordRefund', fc.record({ paymentId, at, refundId })),
) as fc.Arbitrary<PaymentCommand>;

describe('a payment', () => {
  holdsFor({ decider: payment, events: anyMessageOf<PaymentEvent>(contract), commands });

  it('gives back at most what it took, whatever it is told', () => {
    const taken: readonly PaymentCommand[] = [
      {
        type: 'RequestPayment',
        data: { paymentId: 'a', customerId: 'c', amount: 5, currency: 'EUR', token: 't', requestedAt: 1 },
      },
      { type: 'SecureGoods', data: { paymentId: 'a', at: 1 } },
      {
        type: 'RecordAuthorization',
        data: { paymentId: 'a', authorizationId: 'x', amount: 5, currency: 'EUR', at: 1 },
      },
      { type: 'CapturePayment', data: { paymentId: 'a', at: 1 } },
      { type: 'RecordCapture', data: { paymentId: 'a', at: 1 } },
    ];
    const property = fc.property(fc.array(commands, { maxLength: 20 }), (told) => {
      let state = payment.initial;
      let refunded = 0;
      for (const command of [...taken, ...told]) {
        const decision = payment.decide(command, state);
        if (isRefusal(decision)) continue;
        for (const { type, data } of decision) if (type === 'PaymentRefunded') refunded += data.amount;
        state = decision.reduce(payment.evolve, state);
      }
      expect(refunded).toBeLessThanOrEqual(5);
    });
    fc.assert(property, { numRuns: 2_000, seed: Number(process.env.SEED ?? Date.now() % 2 ** 31) });
  });
});
