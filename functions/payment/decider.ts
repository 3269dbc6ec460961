/** The rules of a payment: authorized once its goods are secured, captured when they left, and given up with its order. */
import type { PaymentEvent, PaymentRequested } from '../../schemas/payment/payment/contract.gen.ts';
import type { Deadline, Decider } from '../platform/commit/decider.ts';
import type { DataOf, Moment, PaymentCommand } from './command.ts';
import { recordRefund, refund } from './refund/decider.ts';
import { evolve, type PaymentState } from './state.ts';

/** The gateway has this long to say yes or no, in milliseconds. */
export const authorizeWithin = 15 * 60_000;

export type PaymentDecider = Decider<PaymentCommand, PaymentState, PaymentEvent>;
type Decision = readonly PaymentEvent[];

const decide: PaymentDecider['decide'] = ({ type, data }, state): Decision => {
  const { status } = state;
  switch (type) {
    case 'RequestPayment':
      return request(data, state);
    case 'SecureGoods':
      return secure(data, state);
    case 'RecordAuthorization':
      return authorize(data, state);
    case 'RecordDecline':
      return decline(data, state);
    case 'ExpireAuthorization':
      return decline({ ...data, reason: 'timed-out' }, state);
    case 'CancelPayment':
      return cancel(data, state);
    case 'RecordVoid':
      return status === 'voiding'
        ? [{ type: 'PaymentVoided', data: { paymentId: data.paymentId, voidedAt: data.at } }]
        : [];
    case 'CapturePayment':
      return capture(data, state);
    case 'RecordCapture':
      return recordCapture(data, state);
    case 'RefundPayment':
      return refund(data, state);
    case 'RecordRefund':
      return recordRefund(data, state);
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
  held: DataOf<'RecordAuthorization'>,
  { status, request: asked }: PaymentState,
): Decision => {
  if (status !== 'authorizing' || asked === undefined) return [];
  const { paymentId, authorizationId, amount, currency, at } = held;
  // Whatever it holds, it is not what the order costs.
  if (amount !== asked.amount || currency !== asked.currency) {
    return [declined(paymentId, 'wrong-amount', at), voidOf(paymentId, at)];
  }
  return [
    { type: 'PaymentAuthorized', data: { paymentId, authorizationId, amount, currency, authorizedAt: at } },
  ];
};

/** What timed out may still have been authorized at the gateway, so it is voided as well. */
const decline = ({ paymentId, reason, at }: DataOf<'RecordDecline'>, { status }: PaymentState): Decision => {
  if (status !== 'authorizing') return [];
  const said = declined(paymentId, reason, at);
  return reason === 'timed-out' ? [said, voidOf(paymentId, at)] : [said];
};

const declined = (paymentId: string, reason: string, at: number): PaymentEvent => ({
  type: 'PaymentDeclined',
  data: { paymentId, reason, declinedAt: at },
});

/** What was captured left the warehouse before: an order that is cancelled never gets there. */
const cancel = ({ paymentId, at }: Moment, { status }: PaymentState): Decision => {
  const cancelled: PaymentEvent = { type: 'PaymentCancelled', data: { paymentId, cancelledAt: at } };
  switch (status) {
    case 'new':
    case 'requested':
    case 'secured':
      return [cancelled];
    case 'authorizing':
    case 'authorized':
      return [cancelled, voidOf(paymentId, at)];
    case 'declined':
    case 'cancelled':
    case 'voiding':
    case 'voided':
    case 'capturing':
    case 'captured':
      return [];
  }
};

const voidOf = (paymentId: string, requestedAt: number): PaymentEvent => ({
  type: 'VoidRequested',
  data: { paymentId, requestedAt },
});

const capture = ({ paymentId, at }: Moment, state: PaymentState): Decision => {
  const { status, request: asked, authorizationId } = state;
  if (status !== 'authorized' || asked === undefined || authorizationId === undefined) return [];
  const { amount, currency } = asked;
  const data = { paymentId, amount, currency, authorizationId, requestedAt: at };
  return [{ type: 'CaptureRequested', data }];
};

const recordCapture = ({ paymentId, at }: Moment, { status, request: asked }: PaymentState): Decision => {
  if (status !== 'capturing' || asked === undefined) return [];
  const { amount, currency } = asked;
  return [{ type: 'PaymentCaptured', data: { paymentId, amount, currency, capturedAt: at } }];
};

const deadlines = ({ type, data }: PaymentEvent): readonly Deadline<PaymentCommand>[] => {
  if (type !== 'AuthorizationRequested') return [];
  const at = data.requestedAt + authorizeWithin;
  return [{ at, command: { type: 'ExpireAuthorization', data: { paymentId: data.paymentId, at } } }];
};

export const payment: PaymentDecider = { initial: { status: 'new', refunds: {} }, decide, evolve, deadlines };
