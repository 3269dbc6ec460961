/** The rules of a payment: authorized once its goods are secured, and given up when its order is. */
import type { PaymentEvent, PaymentRequested } from '../../schemas/payment/payment/contract.gen.ts';
import type { Decider } from '../platform/decider.ts';

interface Moment {
  readonly paymentId: string;
  readonly at: number;
}

export type PaymentCommand =
  | { readonly type: 'RequestPayment'; readonly data: PaymentRequested }
  | { readonly type: 'SecureGoods' | 'CancelPayment' | 'RecordVoid'; readonly data: Moment }
  | { readonly type: 'RecordAuthorization'; readonly data: Moment & { readonly authorizationId: string } }
  | { readonly type: 'RecordDecline'; readonly data: Moment & { readonly reason: 'declined' | 'timed-out' } };

/**
 * `new`, `requested` and `secured` wait for the order, the goods or both; `authorizing` and `voiding` wait for the
 * gateway. Goods may be secured before the order is heard of: the two come on different topics.
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
    | 'voided';
  readonly request?: PaymentRequested;
  readonly authorizationId?: string;
}

export type PaymentDecider = Decider<PaymentCommand, PaymentState, PaymentEvent>;
type Decision = readonly PaymentEvent[];

const decide: PaymentDecider['decide'] = ({ type, data }, state): Decision => {
  switch (type) {
    case 'RequestPayment':
      return request(data, state);
    case 'SecureGoods':
      return secure(data, state);
    case 'RecordAuthorization':
      return authorize(data, state);
    case 'RecordDecline':
      return decline(data, state);
    case 'CancelPayment':
      return cancel(data, state);
    case 'RecordVoid':
      return state.status === 'voiding'
        ? [{ type: 'PaymentVoided', data: { paymentId: data.paymentId, voidedAt: data.at } }]
        : [];
  }
};

const request = (data: PaymentRequested, { status }: PaymentState): Decision => {
  const requested: PaymentEvent = { type: 'PaymentRequested', data };
  if (status === 'secured') return [requested, authorizationOf(data, data.requestedAt)];
  return status === 'new' ? [requested] : [];
};

const secure = ({ paymentId, at }: Moment, state: PaymentState): Decision => {
  const secured: PaymentEvent = { type: 'GoodsSecured', data: { paymentId, securedAt: at } };
  if (state.status === 'new') return [secured];
  return state.status === 'requested' && state.request !== undefined
    ? [secured, authorizationOf(state.request, at)]
    : [];
};

const authorizationOf = (
  { paymentId, amount, currency, token }: PaymentRequested,
  requestedAt: number,
): PaymentEvent => ({
  type: 'AuthorizationRequested',
  data: { paymentId, amount, currency, token, requestedAt },
});

/** An answer that comes after the payment was given up changes nothing: its void is already on the way. */
const authorize = (
  { paymentId, authorizationId, at }: Extract<PaymentCommand, { type: 'RecordAuthorization' }>['data'],
  { status, request: requested }: PaymentState,
): Decision => {
  if (status !== 'authorizing' || requested === undefined) return [];
  const { amount, currency } = requested;
  const data = { paymentId, authorizationId, amount, currency, authorizedAt: at };
  return [{ type: 'PaymentAuthorized', data }];
};

/** What timed out may still have been authorized at the gateway, so it is voided as well. */
const decline = (
  { paymentId, reason, at }: Extract<PaymentCommand, { type: 'RecordDecline' }>['data'],
  { status }: PaymentState,
): Decision => {
  if (status !== 'authorizing') return [];
  const declined: PaymentEvent = { type: 'PaymentDeclined', data: { paymentId, reason, declinedAt: at } };
  return reason === 'timed-out' ? [declined, voidOf(paymentId, at)] : [declined];
};

const cancel = ({ paymentId, at }: Moment, { status }: PaymentState): Decision => {
  switch (status) {
    case 'new':
    case 'requested':
    case 'secured':
      return [{ type: 'PaymentCancelled', data: { paymentId, cancelledAt: at } }];
    case 'authorizing':
    case 'authorized':
      return [{ type: 'PaymentCancelled', data: { paymentId, cancelledAt: at } }, voidOf(paymentId, at)];
    case 'declined':
    case 'cancelled':
    case 'voiding':
    case 'voided':
      return [];
  }
};

const voidOf = (paymentId: string, requestedAt: number): PaymentEvent => ({
  type: 'VoidRequested',
  data: { paymentId, requestedAt },
});

const evolve: PaymentDecider['evolve'] = (state, { type, data }) => {
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
  }
};

export const payment: PaymentDecider = { initial: { status: 'new' }, decide, evolve };
