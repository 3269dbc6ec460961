/** The rules of refunds: of what was captured, in its currency, and never more than it. */
import type { PaymentEvent } from '../../../schemas/payment/payment/contract.gen.ts';
import type { DataOf } from '../command.ts';
import type { PaymentState } from '../state.ts';

/** Asked again for the same refund it gives nothing back twice. */
export const refund = (
  { at, ...asked }: DataOf<'RefundPayment'>,
  state: PaymentState,
): readonly PaymentEvent[] => {
  const { paymentId, refundId } = asked;
  if (state.refunds[refundId] !== undefined) return [];
  const reason = faultOf(asked, state);
  return reason === undefined
    ? [{ type: 'RefundRequested', data: { ...asked, requestedAt: at } }]
    : [{ type: 'RefundRejected', data: { paymentId, refundId, reason, rejectedAt: at } }];
};

const faultOf = (
  { amount, currency }: Omit<DataOf<'RefundPayment'>, 'at'>,
  { status, request: paid, refunds }: PaymentState,
): string | undefined => {
  if (status !== 'captured' || paid === undefined) return 'not-captured';
  if (currency !== paid.currency) return 'wrong-currency';
  const before = Object.values(refunds).reduce((sum, each) => sum + each.amount, 0);
  return amount <= 0 || before + amount > paid.amount ? 'too-much' : undefined;
};

export const recordRefund = (
  { paymentId, refundId, at }: DataOf<'RecordRefund'>,
  { refunds }: PaymentState,
): readonly PaymentEvent[] => {
  const asked = refunds[refundId];
  if (asked?.status !== 'requested') return [];
  const { amount, currency } = asked;
  return [{ type: 'PaymentRefunded', data: { paymentId, refundId, amount, currency, refundedAt: at } }];
};
