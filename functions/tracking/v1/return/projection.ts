/** What the events of a return say; they stand in the timeline of the order that the goods were part of. */
import type { ReadsOf } from '../../../../schemas/reads.ts';
import type { ReturnEvent } from '../../../../schemas/returns/return/contract.gen.ts';
import type { Step, SummaryChange, Told } from '../../told.ts';

/** The fields that are read; `npm run schema:check` says when one of them goes. */
export const reads = {
  ReturnCompleted: ['returnId', 'orderId', 'amount', 'currency'],
  ReturnEscalated: ['returnId', 'orderId', 'step', 'attempts'],
  ReturnExpired: ['returnId', 'orderId'],
  ReturnLineReleased: ['returnId', 'orderId', 'sku'],
  ReturnLineSentBack: ['returnId', 'orderId', 'sku'],
  ReturnLineTakenBack: ['returnId', 'orderId', 'sku'],
  ReturnReceived: ['returnId', 'orderId', 'warehouse'],
  ReturnRefunded: ['returnId', 'orderId', 'amount', 'currency'],
  ReturnRefundFailed: ['returnId', 'orderId', 'reason'],
  ReturnRefundRequested: ['returnId', 'orderId', 'amount', 'currency', 'attempt'],
  ReturnRejected: ['returnId', 'orderId', 'reason'],
  ReturnReleaseRequested: ['returnId', 'orderId', 'attempt'],
  ReturnRequested: ['returnId', 'orderId', 'amount', 'currency', 'reason'],
  ReturnSendBackRequested: ['returnId', 'orderId', 'attempt'],
  ReturnStockRequested: ['returnId', 'orderId', 'warehouse', 'attempt'],
} as const satisfies ReadsOf<ReturnEvent>;

/** A step begins with the first time that it is asked for; asking again does not make the wait a new one. */
const asked = (step: Step, attempt: number): Pick<SummaryChange, 'waitsFor'> =>
  attempt === 1 ? { waitsFor: step } : {};

export const returnTold = ({ type, data }: ReturnEvent): Told => {
  const { returnId, orderId } = data;
  const told = (
    text: string,
    details: Told['details'],
    { now = {}, ...change }: Partial<Pick<SummaryChange, 'now' | 'waitsFor'>> = {},
  ): Told => ({
    orderId,
    text,
    details: { returnId, ...details },
    summary: {
      saga: 'return',
      id: returnId,
      // Whatever it waits for next, nobody has been called to it yet.
      now: { orderId, ...(change.waitsFor !== undefined && { escalated: false }), ...now },
      ...change,
    },
  });
  switch (type) {
    case 'ReturnRequested': {
      const { amount, currency, reason } = data;
      const change = { now: { status: 'requested' }, waitsFor: 'return-goods' } as const;
      return told('Return asked for', { amount, currency, reason }, change);
    }
    case 'ReturnReceived':
      return told(
        'The goods came back',
        { warehouse: data.warehouse },
        { now: { status: 'received' }, waitsFor: 'return-stock' },
      );
    case 'ReturnStockRequested': {
      const { warehouse, attempt } = data;
      return told(
        'Stock is asked to take the goods back',
        { warehouse, attempt },
        asked('return-stock', attempt),
      );
    }
    case 'ReturnLineTakenBack':
      return told('Goods are on the shelf again, set aside', { sku: data.sku });
    case 'ReturnRefundRequested': {
      const { amount, currency, attempt } = data;
      const change = asked('return-refund', attempt);
      return told('Payment is asked to give the money back', { amount, currency, attempt }, change);
    }
    case 'ReturnRefunded': {
      const { amount, currency } = data;
      const change = { now: { status: 'refunded' }, waitsFor: 'return-release' } as const;
      return told('The refund is settled', { amount, currency }, change);
    }
    case 'ReturnRefundFailed': {
      const change = { now: { status: 'refund-failed' }, waitsFor: 'return-send-back' } as const;
      return told('The refund failed; the goods go back to the customer', { reason: data.reason }, change);
    }
    case 'ReturnReleaseRequested': {
      const { attempt } = data;
      return told('Stock is asked to sell the goods again', { attempt }, asked('return-release', attempt));
    }
    case 'ReturnLineReleased':
      return told('Goods can be sold again', { sku: data.sku });
    case 'ReturnSendBackRequested': {
      const { attempt } = data;
      return told('Stock is asked to send the goods back', { attempt }, asked('return-send-back', attempt));
    }
    case 'ReturnLineSentBack':
      return told('Goods left for the customer again', { sku: data.sku });
    case 'ReturnEscalated': {
      const { step, attempts } = data;
      return told('Nobody answers: a person has to look', { step, attempts }, { now: { escalated: true } });
    }
    case 'ReturnCompleted': {
      const { amount, currency } = data;
      const change = { now: { status: 'completed' }, waitsFor: null } as const;
      return told('Return completed', { amount, currency }, change);
    }
    case 'ReturnRejected': {
      const { reason } = data;
      return told('Return rejected', { reason }, { now: { status: 'rejected', reason }, waitsFor: null });
    }
    case 'ReturnExpired':
      return told('The goods never came back', {}, { now: { status: 'expired' }, waitsFor: null });
  }
};
