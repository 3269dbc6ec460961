/** The rules of a return: a process manager that asks one step after the other, and goes on with each reply. */
import type { ReturnEvent, ReturnRequested } from '../../schemas/returns/return/contract.gen.ts';
import { type Decider, type Refusal, refuse } from '../platform/commit/decider.ts';
import { dueIn, evolve, type ReturnState, type Step, type Underway, withLine } from './state/decider.ts';
import { ask, attempts, deadlines, sends, type TimedCommand } from './steps/decider.ts';

interface Moment {
  readonly returnId: string;
  readonly at: number;
}

interface OneLine extends Moment {
  readonly sku: string;
}

export type ReturnCommand =
  | { readonly type: 'RequestReturn'; readonly data: ReturnRequested }
  | { readonly type: 'ReceiveReturn'; readonly data: Moment & { readonly warehouse: string } }
  | {
      readonly type: 'RecordTakenBackLine' | 'RecordReleasedLine' | 'RecordSentBackLine';
      readonly data: OneLine;
    }
  | { readonly type: 'RecordRefund' | 'RetryStep'; readonly data: Moment }
  | { readonly type: 'RecordRefundRejection'; readonly data: Moment & { readonly reason: string } }
  | TimedCommand;

export type ReturnDecider = Decider<ReturnCommand, ReturnState, ReturnEvent>;
type Decision = readonly ReturnEvent[] | Refusal;
type DataOf<Type extends ReturnCommand['type']> = Extract<ReturnCommand, { readonly type: Type }>['data'];

const decide: ReturnDecider['decide'] = ({ type, data }, state): Decision => {
  switch (type) {
    case 'RequestReturn':
      return state.status === 'new' ? [{ type: 'ReturnRequested', data }] : [];
    case 'ReceiveReturn':
      return receive(data, state);
    case 'RecordTakenBackLine':
      return lineIsDue('taking-back', data.sku, state) ? takeBack(data, state) : [];
    case 'RecordReleasedLine':
      return lineIsDue('releasing', data.sku, state) ? release(data, state) : [];
    case 'RecordSentBackLine':
      return lineIsDue('sending-back', data.sku, state) ? sendBack(data, state) : [];
    case 'RecordRefund':
      return isIn('refunding', state) ? refund(data, state) : [];
    case 'RecordRefundRejection':
      return isIn('refunding', state) ? failRefund(data, state) : [];
    case 'RetryStep':
      return retry(data, state);
    case 'AskAgain':
      return isIn(data.step, state) && state.out.attempt === data.attempt ? askAgain(data, state) : [];
    case 'ExpireReturn':
      return state.status === 'requested' ? expire(data, state.request) : [];
  }
};

/** Any other reply is one too many: it came twice, or its step is over. */
const isIn = (step: Step, state: ReturnState): state is Underway =>
  state.status === 'underway' && state.out.step === step;

const lineIsDue = (step: Step, sku: string, state: ReturnState): state is Underway =>
  isIn(step, state) && dueIn(step, state).some((line) => line.sku === sku);

const receive = ({ returnId, warehouse, at }: DataOf<'ReceiveReturn'>, state: ReturnState): Decision => {
  if (state.status === 'new') return unknown(returnId);
  if (state.status === 'underway') return state.warehouse === warehouse ? [] : elsewhere(state);
  if (state.status !== 'requested') return hasEnded(returnId, state.status);
  const { orderId } = state.request;
  const received: ReturnEvent = {
    type: 'ReturnReceived',
    data: { returnId, orderId, warehouse, receivedAt: at },
  };
  const asked = { returnId, orderId, lines: state.request.lines, warehouse, attempt: 1, requestedAt: at };
  return [received, { type: 'ReturnStockRequested', data: asked }];
};

/** With nothing to refund there is nobody to ask for it. */
const takeBack = ({ returnId, sku, at }: OneLine, state: Underway): Decision => {
  const { orderId, amount } = state.request;
  const taken: ReturnEvent = {
    type: 'ReturnLineTakenBack',
    data: { returnId, orderId, sku, takenBackAt: at },
  };
  const after = withLine(state, sku, 'taken-back');
  if (dueIn('taking-back', after).length > 0) return [taken];
  return [taken, ask(amount > 0 ? 'refunding' : 'releasing', 1, at, after)];
};

const release = ({ returnId, sku, at }: OneLine, state: Underway): Decision => {
  const { orderId, customerId, lines, amount, currency } = state.request;
  const released: ReturnEvent = {
    type: 'ReturnLineReleased',
    data: { returnId, orderId, sku, releasedAt: at },
  };
  if (dueIn('releasing', withLine(state, sku, 'released')).length > 0) return [released];
  const whole = { returnId, orderId, customerId, lines, amount, currency, completedAt: at };
  return [released, { type: 'ReturnCompleted', data: whole }];
};

const sendBack = ({ returnId, sku, at }: OneLine, state: Underway): Decision => {
  const { orderId, customerId } = state.request;
  const sent: ReturnEvent = { type: 'ReturnLineSentBack', data: { returnId, orderId, sku, sentBackAt: at } };
  if (dueIn('sending-back', withLine(state, sku, 'sent-back')).length > 0) return [sent];
  const rejected = { returnId, orderId, customerId, reason: state.refusal, rejectedAt: at };
  return [sent, { type: 'ReturnRejected', data: rejected }];
};

const refund = ({ returnId, at }: Moment, state: Underway): Decision => {
  const { orderId, amount, currency } = state.request;
  const data = { returnId, orderId, amount, currency, refundedAt: at };
  return [{ type: 'ReturnRefunded', data }, ask('releasing', 1, at, state)];
};

/** Compensation: what was taken back belongs to the customer, who keeps it instead of the money. */
const failRefund = ({ returnId, reason, at }: DataOf<'RecordRefundRejection'>, state: Underway): Decision => {
  const data = { returnId, orderId: state.request.orderId, reason, failedAt: at };
  return [{ type: 'ReturnRefundFailed', data }, ask('sending-back', 1, at, state)];
};

const askAgain = ({ returnId, step, attempt, at }: DataOf<'AskAgain'>, state: Underway): Decision => {
  if (attempt < attempts) return [ask(step, attempt + 1, at, state)];
  const { orderId } = state.request;
  const data = { returnId, orderId, step, attempts: attempt, escalatedAt: at };
  return state.out.escalatedAt === undefined ? [{ type: 'ReturnEscalated', data }] : [];
};

const retry = ({ returnId, at }: Moment, state: ReturnState): Decision => {
  if (state.status === 'new') return unknown(returnId);
  if (state.status === 'requested')
    return refuse(
      'nothing-is-out',
      `${returnId} waits for the goods; record their receipt when they are here`,
    );
  if (state.status !== 'underway') return hasEnded(returnId, state.status);
  return [ask(state.out.step, state.out.attempt + 1, at, state)];
};

const expire = ({ returnId, at }: Moment, { orderId, customerId }: ReturnRequested): Decision => [
  { type: 'ReturnExpired', data: { returnId, orderId, customerId, expiredAt: at } },
];

const unknown = (returnId: string): Refusal => refuse('unknown-return', `there is no return ${returnId}`);
const elsewhere = ({ request, warehouse }: Underway): Refusal =>
  refuse('received-elsewhere', `${request.returnId} was received at ${warehouse} already`);
const hasEnded = (returnId: string, status: string): Refusal =>
  refuse('return-ended', `${returnId} is ${status}, and stays so`);

export const returnDecider: ReturnDecider = { initial: { status: 'new' }, decide, evolve, sends, deadlines };
