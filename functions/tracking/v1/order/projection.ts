/** What the events of an order say. */
import type { OrderEvent } from '../../../../schemas/ordering/order/contract.gen.ts';
import type { ReadsOf } from '../../../../schemas/reads.ts';
import type { SummaryChange, Told } from '../../told.ts';

/** The fields that are read; `npm run schema:check` says when one of them goes. */
export const reads = {
  OrderAllocated: ['orderId', 'lines.warehouse'],
  OrderAuthorized: ['orderId'],
  OrderCancellationRejected: ['orderId'],
  OrderCancellationRequested: ['orderId', 'reason'],
  OrderCancelled: ['orderId', 'reason'],
  OrderCompleted: ['orderId', 'amount', 'currency'],
  OrderConfirmed: ['orderId'],
  OrderDispatched: ['orderId'],
  OrderPlaced: ['orderId', 'customerId', 'lines.quantity', 'total', 'currency', 'placedAt'],
} as const satisfies ReadsOf<OrderEvent>;

export const orderTold = ({ type, data }: OrderEvent): Told => {
  const { orderId } = data;
  const becomes = (
    now: SummaryChange['now'],
    change: Pick<SummaryChange, 'waitsFor' | 'facts'> = {},
  ): Pick<Told, 'orderId' | 'summary'> => ({
    orderId,
    summary: { saga: 'order', id: orderId, now, ...change },
  });
  switch (type) {
    case 'OrderPlaced': {
      const { customerId, placedAt, total, currency } = data;
      const facts = { customerId, placedAt, total, currency };
      const units = data.lines.reduce((sum, { quantity }) => sum + quantity, 0);
      return {
        ...becomes({ status: 'placed' }, { facts, waitsFor: 'stock' }),
        text: 'Order placed',
        details: { units, total, currency },
      };
    }
    case 'OrderAllocated': {
      const warehouses = [...new Set(data.lines.map(({ warehouse }) => warehouse))].join(', ');
      return { ...becomes({}, { waitsFor: 'payment' }), text: 'Stock is secured', details: { warehouses } };
    }
    // Without stock it goes on waiting for that; with stock it is confirmed by the next event of the same commit.
    case 'OrderAuthorized':
      return { ...becomes({}), text: 'Payment is authorized', details: {} };
    case 'OrderConfirmed':
      return {
        ...becomes({ status: 'confirmed' }, { waitsFor: 'dispatch' }),
        text: 'Order confirmed',
        details: {},
      };
    case 'OrderCancellationRequested':
      return {
        ...becomes({ status: 'cancelling' }, { waitsFor: 'cancellation' }),
        text: 'Cancellation asked for',
        details: { reason: data.reason },
      };
    // It goes on, to be dispatched: an order that was dispatched before is not cancelled any more.
    case 'OrderCancellationRejected':
      return {
        ...becomes({ status: 'confirmed' }, { waitsFor: 'dispatch' }),
        text: 'Cancellation rejected: something has left already',
        details: {},
      };
    case 'OrderCancelled': {
      const { reason } = data;
      return {
        ...becomes({ status: 'cancelled', reason }, { waitsFor: null }),
        text: 'Order cancelled',
        details: { reason },
      };
    }
    case 'OrderDispatched':
      return {
        ...becomes({ status: 'dispatched' }, { waitsFor: 'capture' }),
        text: 'Order dispatched',
        details: {},
      };
    case 'OrderCompleted': {
      const { amount, currency } = data;
      return {
        ...becomes({ status: 'completed' }, { waitsFor: null }),
        text: 'Order completed',
        details: { amount, currency },
      };
    }
  }
};
