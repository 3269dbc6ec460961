/** What a customer and an operator see of an order, and what nobody else sees. */
import { describe, expect, it } from 'vitest';
import { listOrders, readTimeline } from '../../functions/tracking/order-routes.ts';
import { listedOrder, missingIn, timelineView } from '../../functions/tracking/order-view.ts';
import { type EntryRow, entryKey, type SummaryRow, summaryKey } from '../../functions/tracking/rows.ts';

const orderId = 'o-1';
const ada = { name: 'ada', groups: [] };
const grace = { name: 'grace', groups: [] };
const operator = { name: 'olga', groups: ['operators'] };
const steps = [{ step: 'stock', waitsFor: 'inventory', thresholdMinutes: 15 }];
const noon = Date.UTC(2026, 10, 25, 12);

const entry = (sequence: number, source = '/ordering/order', at = noon): EntryRow => ({
  ...entryKey(orderId, { at, source, subject: orderId, sequence }),
  ...{
    at,
    source,
    subject: orderId,
    sequence,
    type: 'OrderPlaced',
    text: 'Order placed',
    details: { units: 2 },
  },
});

const facts = { customerId: 'ada', status: 'placed', placedAt: noon, total: 1_250, currency: 'EUR' };
const summary: SummaryRow = {
  ...summaryKey('order', orderId),
  ...{
    saga: 'order',
    id: orderId,
    ...facts,
    step: 'stock',
    since: noon,
    waiting: 'stock#1',
    waitingSince: 'x',
  },
};

describe('a timeline', () => {
  it('is shown to its customer and to operators, in the shape that the route promises', () => {
    for (const caller of [ada, operator]) {
      const view = timelineView(orderId, { summary, entries: [entry(1)] }, steps, caller);
      expect(readTimeline.answer.body.parse(view)).toEqual({
        orderId,
        ...facts,
        waitsFor: { step: 'stock', since: noon, what: 'inventory' },
        entries: [
          {
            at: noon,
            source: '/ordering/order',
            sequence: 1,
            type: 'OrderPlaced',
            text: 'Order placed',
            details: { units: 2 },
          },
        ],
        missing: [],
      });
    }
  });

  it.each([
    ['another customer', { summary, entries: [entry(1)] }, grace],
    ['a customer, as long as nobody knows whose it is', { summary: undefined, entries: [entry(1)] }, ada],
    ['anybody, when there is none', { summary: undefined, entries: [] }, operator],
  ])('does not exist for %s', (_, rows, caller) => {
    expect(() => timelineView(orderId, rows, steps, caller)).toThrow('unknown-order');
  });

  it('is shown to operators before it is known whose it is', () => {
    const view = timelineView(orderId, { summary: undefined, entries: [entry(1)] }, steps, operator);
    expect(view).toMatchObject({ orderId, entries: [{ sequence: 1 }] });
  });

  it('says which events are missing, of each source for itself', () => {
    const payment = '/payment/payment';
    const entries = [entry(1), entry(4), entry(2, payment)];
    expect(missingIn(entries)).toEqual([
      { source: '/ordering/order', subject: orderId, sequence: 2 },
      { source: '/ordering/order', subject: orderId, sequence: 3 },
      { source: payment, subject: orderId, sequence: 1 },
    ]);
  });
});

describe('an order in a list', () => {
  it('waits for nothing when it has ended', () => {
    const { step, since, waiting, waitingSince, ...ended } = summary;
    const listed = listedOrder({ ...ended, status: 'cancelled', reason: 'customer' }, steps);
    expect(listed).toEqual({ orderId, ...facts, status: 'cancelled', reason: 'customer' });
    expect(listOrders.answer.body.parse({ orders: [listed] })).toBeDefined();
  });

  it('shows no step that nobody has described', () => {
    expect(listedOrder({ ...summary, step: 'capture' }, steps)).not.toHaveProperty('waitsFor');
  });
});
