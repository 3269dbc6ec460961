/** Events as a consumer hears them, each with its place in the life of its aggregate. */
import type { Heard } from '../../functions/platform/contract/reader.ts';
import { type HeardEvent, projection } from '../../functions/tracking/v1/projection.ts';

export const noon = Date.UTC(2026, 10, 25, 12);
export const minute = 60_000;

export interface Placed {
  readonly event: HeardEvent;
  readonly source: string;
  readonly subject: string;
  readonly sequence: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export const heardAs = ({ event, ...place }: Placed): Heard<HeardEvent> => ({
  event,
  cause: { id: 'test', by: 'test', correlationId: 'test' },
  origin: { ...place, topic: 'test', partition: 0, offset: 0 },
});

/** What version 1 makes of it. */
export const toldBy = (placed: Placed) => [heardAs(placed), projection(placed.event)] as const;

/** An order's own events, a minute apart. */
export const orderEvents = (orderId: string, customerId = 'ada', from = noon) => {
  const place = (sequence: number, event: HeardEvent): Placed => ({
    event,
    source: '/ordering/order',
    subject: orderId,
    sequence,
    at: from + (sequence - 1) * minute,
  });
  const lines = [{ sku: 'kettle', warehouse: 'north', quantity: 2 }];
  const money = { amount: 1_250, currency: 'EUR' };
  const placed = place(1, {
    type: 'OrderPlaced',
    data: {
      orderId,
      customerId,
      lines: [{ sku: 'kettle', quantity: 2, unitPrice: 625 }],
      total: 1_250,
      currency: 'EUR',
      paymentToken: 'approve',
      placedAt: from,
    },
  });
  return {
    placed,
    allocated: place(2, { type: 'OrderAllocated', data: { orderId, lines, allocatedAt: from } }),
    authorized: place(3, { type: 'OrderAuthorized', data: { orderId, authorizedAt: from } }),
    confirmed: place(4, {
      type: 'OrderConfirmed',
      data: { orderId, customerId, lines, confirmedAt: from },
    }),
    dispatched: place(5, { type: 'OrderDispatched', data: { orderId, customerId, dispatchedAt: from } }),
    completed: place(6, {
      type: 'OrderCompleted',
      data: { orderId, customerId, ...money, completedAt: from },
    }),
  };
};
