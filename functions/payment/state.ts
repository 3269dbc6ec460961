/** What is known of a payment, folded from its events. */
import type { PaymentEvent, PaymentRequested } from '../../schemas/payment/payment/contract.gen.ts';
import type { Money } from './command.ts';

export interface Refund extends Money {
  readonly status: 'requested' | 'refunded';
}

/**
 * `new`, `requested` and `secured` wait for the order, the goods or both; `authorizing`, `voiding` and `capturing` wait
 * for the gateway. Goods may be secured before the order is heard of: the two come on different topics.
 */
export interface PaymentState {
  readonly status:
    | 'new'
    | 'requested'
    | 'secured'
    | 'authorizing'
    | 'authorized'
    | 'declined'
    | 'cancelled'
    | 'voiding'
    | 'voided'
    | 'capturing'
    | 'captured';
  /** Payment's own replica of the order: what the gateway says is checked against it. */
  readonly request?: PaymentRequested;
  readonly authorizationId?: string;
  /** By their ids; together at most what was captured. */
  readonly refunds: { readonly [refundId: string]: Refund };
}

export const evolve = (state: PaymentState, { type, data }: PaymentEvent): PaymentState => {
  switch (type) {
    case 'PaymentRequested':
      return { ...state, status: 'requested', request: data };
    case 'GoodsSecured':
      return { ...state, status: 'secured' };
    case 'AuthorizationRequested':
      return { ...state, status: 'authorizing' };
    case 'PaymentAuthorized':
      return { ...state, status: 'authorized', authorizationId: data.authorizationId };
    case 'PaymentDeclined':
      return { ...state, status: 'declined' };
    case 'PaymentCancelled':
      return { ...state, status: 'cancelled' };
    case 'VoidRequested':
      return { ...state, status: 'voiding' };
    case 'PaymentVoided':
      return { ...state, status: 'voided' };
    case 'CaptureRequested':
      return { ...state, status: 'capturing' };
    case 'PaymentCaptured':
      return { ...state, status: 'captured' };
    case 'RefundRequested':
      return withRefund(state, data, 'requested');
    case 'PaymentRefunded':
      return withRefund(state, data, 'refunded');
    case 'RefundRejected':
      return state;
  }
};

const withRefund = (
  state: PaymentState,
  { refundId, amount, currency }: Money & { readonly refundId: string },
  status: Refund['status'],
): PaymentState => ({ ...state, refunds: { ...state.refunds, [refundId]: { amount, currency, status } } });
