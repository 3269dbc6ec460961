/** The steps of a return: what each asks for, of whom, how often, and until when. */
import type { StockItemCommand } from '../../../schemas/inventory/stock-item.commands/contract.gen.ts';
import type { PaymentCommand } from '../../../schemas/payment/payment.commands/contract.gen.ts';
import type { ReturnEvent, ReturnStockRequested } from '../../../schemas/returns/return/contract.gen.ts';
import type { Deadline, Entailed } from '../../platform/commit/decider.ts';
import { dueIn, type Step, stepOf, type Underway } from '../state/decider.ts';

/** The goods have this long to arrive, in milliseconds. */
export const arriveWithin = 14 * 24 * 60 * 60_000;

/** A step has this long to answer before it is asked again, in milliseconds. */
export const answerWithin = 10 * 60_000;

/** How often a step is asked for before a person has to look. */
export const attempts = 3;

interface Moment {
  readonly returnId: string;
  readonly at: number;
}

export type TimedCommand =
  | { readonly type: 'ExpireReturn'; readonly data: Moment }
  | {
      readonly type: 'AskAgain';
      readonly data: Moment & { readonly step: Step; readonly attempt: number };
    };

/** Asks for a step, or for what of it was not answered. */
export const ask = (step: Step, attempt: number, at: number, state: Underway): ReturnEvent => {
  const { returnId, orderId, amount, currency } = state.request;
  const common = { returnId, orderId, attempt, requestedAt: at };
  const goods = { ...common, lines: dueIn(step, state), warehouse: state.warehouse };
  switch (step) {
    case 'taking-back':
      return { type: 'ReturnStockRequested', data: goods };
    case 'refunding':
      return { type: 'ReturnRefundRequested', data: { ...common, amount, currency } };
    case 'releasing':
      return { type: 'ReturnReleaseRequested', data: goods };
    case 'sending-back':
      return { type: 'ReturnSendBackRequested', data: goods };
  }
};

/** Asked again it is the same message, so that who has done it does not do it twice. */
export const sends = ({ type, data }: ReturnEvent): readonly Asked[] => {
  switch (type) {
    case 'ReturnStockRequested':
      return eachLine('TakeBackStock', data);
    case 'ReturnReleaseRequested':
      return eachLine('ReleaseStock', data);
    case 'ReturnSendBackRequested':
      return eachLine('DispatchStock', data);
    case 'ReturnRefundRequested': {
      const { orderId, returnId, amount, currency } = data;
      const refund = { paymentId: orderId, refundId: returnId, amount, currency };
      return [{ id: 'RefundPayment', type: 'RefundPayment', data: refund }];
    }
    case 'ReturnRequested':
    case 'ReturnReceived':
    case 'ReturnLineTakenBack':
    case 'ReturnLineReleased':
    case 'ReturnLineSentBack':
    case 'ReturnRefunded':
    case 'ReturnRefundFailed':
    case 'ReturnEscalated':
    case 'ReturnCompleted':
    case 'ReturnRejected':
    case 'ReturnExpired':
      return [];
  }
};

type Asked = (StockItemCommand | PaymentCommand) & Required<Pick<Entailed, 'id'>>;

const eachLine = (
  type: 'TakeBackStock' | 'ReleaseStock' | 'DispatchStock',
  { returnId, lines, warehouse }: ReturnStockRequested,
): readonly Asked[] =>
  lines.map(({ sku, quantity }) => ({
    id: `${type}.${sku}`,
    type,
    data: { sku, reservationId: returnId, quantity, allocations: [{ warehouse, quantity }] },
  }));

export const deadlines = ({ type, data }: ReturnEvent): readonly Deadline<TimedCommand>[] => {
  switch (type) {
    case 'ReturnRequested': {
      const at = data.requestedAt + arriveWithin;
      return [{ at, command: { type: 'ExpireReturn', data: { returnId: data.returnId, at } } }];
    }
    case 'ReturnStockRequested':
    case 'ReturnRefundRequested':
    case 'ReturnReleaseRequested':
    case 'ReturnSendBackRequested':
      return [again(stepOf[type], data)];
    case 'ReturnReceived':
    case 'ReturnLineTakenBack':
    case 'ReturnLineReleased':
    case 'ReturnLineSentBack':
    case 'ReturnRefunded':
    case 'ReturnRefundFailed':
    case 'ReturnEscalated':
    case 'ReturnCompleted':
    case 'ReturnRejected':
    case 'ReturnExpired':
      return [];
  }
};

/** It names the attempt, so that it says nothing about a later one. */
const again = (
  step: Step,
  {
    returnId,
    attempt,
    requestedAt,
  }: { readonly returnId: string; readonly attempt: number; readonly requestedAt: number },
): Deadline<TimedCommand> => {
  const at = requestedAt + answerWithin;
  return { at, command: { type: 'AskAgain', data: { returnId, step, attempt, at } } };
};
