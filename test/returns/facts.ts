/** A return of two lines, with everything that can happen to it. */
import type { ReturnCommand } from '../../functions/returns/decider.ts';
import { answerWithin, arriveWithin } from '../../functions/returns/steps/decider.ts';
import type { ReturnEvent } from '../../schemas/returns/return/contract.gen.ts';

export const returnId = 'r-1';
export const orderId = 'o-1';
export const warehouse = 'vienna';
export const tea = { sku: 'tea', quantity: 2, unitPrice: 450 };
export const cup = { sku: 'cup', quantity: 1, unitPrice: 300 };
export const lines = [tea, cup];
const common = { returnId, orderId };
const money = { amount: 1_200, currency: 'EUR' };
export const request = { ...common, customerId: 'ada', lines, ...money, reason: 'too green', requestedAt: 1 };

export const requested: ReturnEvent = { type: 'ReturnRequested', data: request };
export const received: ReturnEvent = {
  type: 'ReturnReceived',
  data: { ...common, warehouse, receivedAt: 2 },
};
const goods = (attempt: number, requestedAt: number, of = lines) => ({
  ...common,
  lines: of,
  warehouse,
  attempt,
  requestedAt,
});
export const stockAsked = (...asked: Parameters<typeof goods>): ReturnEvent => ({
  type: 'ReturnStockRequested',
  data: goods(...asked),
});
export const releaseAsked = (...asked: Parameters<typeof goods>): ReturnEvent => ({
  type: 'ReturnReleaseRequested',
  data: goods(...asked),
});
export const sendBackAsked = (...asked: Parameters<typeof goods>): ReturnEvent => ({
  type: 'ReturnSendBackRequested',
  data: goods(...asked),
});
export const refundAsked = (attempt: number, requestedAt: number): ReturnEvent => ({
  type: 'ReturnRefundRequested',
  data: { ...common, ...money, attempt, requestedAt },
});
export const takenBack = (sku: string, takenBackAt: number): ReturnEvent => ({
  type: 'ReturnLineTakenBack',
  data: { ...common, sku, takenBackAt },
});
export const released = (sku: string, releasedAt: number): ReturnEvent => ({
  type: 'ReturnLineReleased',
  data: { ...common, sku, releasedAt },
});
export const sentBack = (sku: string, sentBackAt: number): ReturnEvent => ({
  type: 'ReturnLineSentBack',
  data: { ...common, sku, sentBackAt },
});
export const refunded: ReturnEvent = { type: 'ReturnRefunded', data: { ...common, ...money, refundedAt: 5 } };
export const refundFailed: ReturnEvent = {
  type: 'ReturnRefundFailed',
  data: { ...common, reason: 'too-much', failedAt: 5 },
};
export const escalated = (step: string, attempts: number, escalatedAt: number): ReturnEvent => ({
  type: 'ReturnEscalated',
  data: { ...common, step, attempts, escalatedAt },
});
export const completed: ReturnEvent = {
  type: 'ReturnCompleted',
  data: { ...common, customerId: 'ada', lines, ...money, completedAt: 7 },
};
export const rejected: ReturnEvent = {
  type: 'ReturnRejected',
  data: { ...common, customerId: 'ada', reason: 'too-much', rejectedAt: 7 },
};
export const expired: ReturnEvent = {
  type: 'ReturnExpired',
  data: { ...common, customerId: 'ada', expiredAt: 1 + arriveWithin },
};

export const ask: ReturnCommand = { type: 'RequestReturn', data: request };
export const receive = (at: number, where = warehouse): ReturnCommand => ({
  type: 'ReceiveReturn',
  data: { returnId, warehouse: where, at },
});
export const recordTakenBack = (sku: string, at: number): ReturnCommand => ({
  type: 'RecordTakenBackLine',
  data: { returnId, sku, at },
});
export const recordReleased = (sku: string, at: number): ReturnCommand => ({
  type: 'RecordReleasedLine',
  data: { returnId, sku, at },
});
export const recordSentBack = (sku: string, at: number): ReturnCommand => ({
  type: 'RecordSentBackLine',
  data: { returnId, sku, at },
});
export const recordRefund: ReturnCommand = { type: 'RecordRefund', data: { returnId, at: 5 } };
export const recordRejection: ReturnCommand = {
  type: 'RecordRefundRejection',
  data: { returnId, reason: 'too-much', at: 5 },
};
export const retry = (at: number): ReturnCommand => ({ type: 'RetryStep', data: { returnId, at } });
export const expire: ReturnCommand = { type: 'ExpireReturn', data: { returnId, at: 1 + arriveWithin } };
export const again = (
  step: 'taking-back' | 'refunding' | 'releasing' | 'sending-back',
  attempt: number,
  at: number,
) => ({ type: 'AskAgain', data: { returnId, step, attempt, at } }) as const;

/** The deadline of a step that was asked for at this time. */
export const dueAfter = (step: Parameters<typeof again>[0], attempt: number, requestedAt: number) => {
  const at = requestedAt + answerWithin;
  return { at, command: again(step, attempt, at) };
};

/** How far it has come, as histories that others go on from. */
export const atTakingBack = [requested, received, stockAsked(1, 2)];
export const atRefunding = [...atTakingBack, takenBack('tea', 3), takenBack('cup', 4), refundAsked(1, 4)];
export const atReleasing = [...atRefunding, refunded, releaseAsked(1, 5)];
export const atSendingBack = [...atRefunding, refundFailed, sendBackAsked(1, 5)];
export const atCompleted = [...atReleasing, released('tea', 6), released('cup', 7), completed];
export const atRejected = [...atSendingBack, sentBack('tea', 6), sentBack('cup', 7), rejected];
export const atExpired = [requested, expired];
