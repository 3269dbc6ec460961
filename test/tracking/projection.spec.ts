/** What each event says in a timeline, and what an order or a return waits for after it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SummaryChange, Told } from '../../functions/tracking/told.ts';
import { type HeardEvent, heard, projection } from '../../functions/tracking/v1/projection.ts';
import { sagaSteps } from '../../lib/saga-steps.ts';
import { anyEvent, contracts, typesOf } from './any-event.ts';

const orderId = 'o-1';
const returnId = 'r-1';
const [customerId, currency, amount] = ['ada', 'EUR', 1_250];
const at = 1_700_000_000_000;
const lines = [{ sku: 'kettle', warehouse: 'north', quantity: 2 }];
const returned = [{ sku: 'kettle', quantity: 1, unitPrice: 625 }];
const money = { amount, currency };

const about = {
  order: { orderId },
  reservation: { reservationId: orderId, sku: 'kettle', quantity: 2 },
  payment: { paymentId: orderId, ...money },
  shipment: { shipmentId: orderId },
  return: { returnId, orderId },
};

type Data = HeardEvent['data'];
const say = (type: HeardEvent['type'], data: object): Told =>
  projection({ type, data: data as Data } as HeardEvent);
const summaryOf = (type: HeardEvent['type'], data: object): Partial<SummaryChange> =>
  say(type, data).summary ?? {};

describe('an order', () => {
  const order = (type: HeardEvent['type'], data: object = {}) => summaryOf(type, { ...about.order, ...data });
  const placed = { customerId, lines, total: amount, currency, paymentToken: 'secret', placedAt: at };

  it('is placed: who, when and for how much are facts, and it waits for stock', () => {
    expect(order('OrderPlaced', placed)).toEqual({
      saga: 'order',
      id: orderId,
      now: { status: 'placed' },
      waitsFor: 'stock',
      facts: { customerId, placedAt: at, total: amount, currency },
    });
    expect(say('OrderPlaced', { ...about.order, ...placed }).details).toEqual({
      units: 2,
      total: amount,
      currency,
    });
  });

  it('waits for payment once it has its stock', () => {
    expect(order('OrderAllocated', { lines })).toMatchObject({ waitsFor: 'payment' });
  });

  it('goes on waiting for what it waits for when payment comes first', () => {
    expect(order('OrderAuthorized')).not.toHaveProperty('waitsFor');
  });

  it.each([
    ['OrderConfirmed', { status: 'confirmed' }, 'dispatch'],
    ['OrderCancellationRequested', { status: 'cancelling' }, 'cancellation'],
    ['OrderCancellationRejected', { status: 'confirmed' }, 'dispatch'],
    ['OrderDispatched', { status: 'dispatched' }, 'capture'],
    ['OrderCompleted', { status: 'completed' }, null],
    ['OrderCancelled', { status: 'cancelled', reason: 'customer' }, null],
  ] as const)('is, after %s, %o, and waits for %s', (type, now, waitsFor) => {
    const change = order(type, { customerId, reason: 'customer', lines, ...money });
    expect(change).toEqual({ saga: 'order', id: orderId, now, waitsFor });
  });

  it('is delivered when shipping says so, whatever it waits for', () => {
    expect(summaryOf('ShipmentDelivered', { ...about.shipment, customerId, deliveredAt: at })).toEqual({
      saga: 'order',
      id: orderId,
      now: { deliveredAt: at },
    });
  });
});

describe('a return', () => {
  const back = (type: HeardEvent['type'], data: object = {}) =>
    summaryOf(type, {
      ...about.return,
      ...money,
      warehouse: 'north',
      reason: 'broken',
      lines: returned,
      ...data,
    });

  it.each([
    ['ReturnRequested', 'return-goods'],
    ['ReturnReceived', 'return-stock'],
    ['ReturnStockRequested', 'return-stock'],
    ['ReturnRefundRequested', 'return-refund'],
    ['ReturnRefunded', 'return-release'],
    ['ReturnReleaseRequested', 'return-release'],
    ['ReturnRefundFailed', 'return-send-back'],
    ['ReturnSendBackRequested', 'return-send-back'],
    ['ReturnCompleted', null],
    ['ReturnRejected', null],
    ['ReturnExpired', null],
  ] as const)('waits, after %s, for %s, and nobody was called to it yet', (type, waitsFor) => {
    const change = back(type, { attempt: 1 });
    expect(change).toMatchObject({
      saga: 'return',
      id: returnId,
      waitsFor,
      now: { orderId, escalated: false },
    });
  });

  it.each([
    'ReturnStockRequested',
    'ReturnRefundRequested',
    'ReturnReleaseRequested',
    'ReturnSendBackRequested',
  ] as const)('waits since the first %s, however often it asks again', (type) => {
    expect(back(type, { attempt: 2 })).toEqual({ saga: 'return', id: returnId, now: { orderId } });
  });

  it.each(['ReturnLineTakenBack', 'ReturnLineReleased', 'ReturnLineSentBack'] as const)(
    'goes on waiting after %s: there may be other lines',
    (type) => {
      expect(back(type, { sku: 'kettle' })).toEqual({ saga: 'return', id: returnId, now: { orderId } });
    },
  );

  it('is marked when nobody answers, and goes on waiting', () => {
    const change = back('ReturnEscalated', { step: 'refunding', attempts: 5 });
    expect(change).toEqual({ saga: 'return', id: returnId, now: { orderId, escalated: true } });
  });

  it.each([
    ['ReturnRequested', 'requested'],
    ['ReturnReceived', 'received'],
    ['ReturnRefunded', 'refunded'],
    ['ReturnRefundFailed', 'refund-failed'],
    ['ReturnCompleted', 'completed'],
    ['ReturnRejected', 'rejected'],
    ['ReturnExpired', 'expired'],
  ] as const)('is, after %s, %s', (type, status) => {
    expect(back(type)).toMatchObject({ now: { status } });
  });

  it('says why it was rejected', () => {
    expect(back('ReturnRejected')).toMatchObject({ now: { reason: 'broken' } });
  });
});

describe('an entry', () => {
  it.each<[HeardEvent['type'], object, Told['details']]>([
    ['OrderAllocated', { ...about.order, lines: [...lines, ...lines] }, { warehouses: 'north' }],
    ['OrderCancelled', { ...about.order, reason: 'timed-out' }, { reason: 'timed-out' }],
    ['OrderCancellationRequested', { ...about.order, reason: 'customer' }, { reason: 'customer' }],
    ['OrderCompleted', { ...about.order, ...money }, money],
    ['ReservationRequested', { ...about.reservation, lines }, { skus: 'kettle' }],
    [
      'LineReserved',
      { ...about.reservation, allocations: lines },
      { sku: 'kettle', quantity: 2, warehouses: 'north' },
    ],
    ['LineRejected', about.reservation, { sku: 'kettle', quantity: 2 }],
    ['LineReleased', about.reservation, { sku: 'kettle', quantity: 2 }],
    ['LineDispatched', about.reservation, { sku: 'kettle', quantity: 2 }],
    ['ReservationRejected', about.reservation, { sku: 'kettle' }],
    ['PaymentRequested', { ...about.payment, token: 'secret' }, money],
    ['AuthorizationRequested', { ...about.payment, token: 'secret' }, money],
    ['PaymentAuthorized', { ...about.payment, authorizationId: 'secret' }, money],
    ['CaptureRequested', { ...about.payment, authorizationId: 'secret' }, money],
    ['PaymentCaptured', about.payment, money],
    ['PaymentDeclined', { ...about.payment, reason: 'declined' }, { reason: 'declined' }],
    ['RefundRequested', { ...about.payment, refundId: returnId }, { refundId: returnId, ...money }],
    ['PaymentRefunded', { ...about.payment, refundId: returnId }, { refundId: returnId, ...money }],
    [
      'RefundRejected',
      { ...about.payment, refundId: returnId, reason: 'too-much' },
      { refundId: returnId, reason: 'too-much' },
    ],
    ['ShipmentRequested', { ...about.shipment, parcels: [{ parcelId: 'o-1-1' }] }, { parcels: 'o-1-1' }],
    [
      'ParcelDispatched',
      { ...about.shipment, parcelId: 'o-1-1', carrier: 'post', trackingCode: 'P1' },
      { parcelId: 'o-1-1', carrier: 'post', trackingCode: 'P1' },
    ],
    ['ParcelDelivered', { ...about.shipment, parcelId: 'o-1-1' }, { parcelId: 'o-1-1' }],
    ['ReturnReceived', { ...about.return, warehouse: 'north' }, { returnId, warehouse: 'north' }],
    ['ReturnRefundRequested', { ...about.return, ...money, attempt: 2 }, { returnId, ...money, attempt: 2 }],
    [
      'ReturnEscalated',
      { ...about.return, step: 'refunding', attempts: 5 },
      { returnId, step: 'refunding', attempts: 5 },
    ],
  ])('of %s has what tells it from another', (type, data, details) => {
    expect(say(type, data).details).toEqual(details);
  });

  it('says another thing for each of its source’s types', () => {
    fc.assert(
      fc.property(fc.constantFrom(...contracts), fc.infiniteStream(anyEvent), (contract, events) => {
        const types = typesOf(contract);
        const texts = new Map<string, string>();
        for (const event of events) {
          if (types.includes(event.type)) texts.set(event.type, projection(event).text);
          if (texts.size === types.length) break;
        }
        expect(new Set(texts.values()).size).toBe(types.length);
      }),
      { numRuns: 20 },
    );
  });

  it('is there for every event of every topic', () => {
    expect([...heard].sort()).toEqual(contracts.flatMap(typesOf).sort());
  });
});

describe('whatever an event holds', () => {
  const idOf = ({ data }: HeardEvent): string => {
    const { orderId: of, reservationId, paymentId, shipmentId } = data as unknown as Record<string, string>;
    return of ?? reservationId ?? paymentId ?? shipmentId ?? '';
  };

  it('stands in the timeline of its order, and changes the summary of that order or of its own return', () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        const { orderId: of, text, summary } = projection(event);
        expect(of).toBe(idOf(event));
        expect(text).not.toBe('');
        if (summary === undefined) return;
        const own = (event.data as { readonly returnId?: string }).returnId ?? idOf(event);
        expect([summary.saga, summary.id]).toEqual([
          event.type.startsWith('Return') ? 'return' : 'order',
          own,
        ]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('never shows a means of payment, or what the gateway calls a held amount', () => {
    const secret = 'tok_4242';
    fc.assert(
      fc.property(anyEvent, (event) => {
        const hidden = ['token', 'paymentToken', 'authorizationId'].map((name) => [name, secret]);
        const data = { ...event.data, ...Object.fromEntries(hidden) } as Data;
        expect(JSON.stringify(projection({ ...event, data } as HeardEvent))).not.toContain(secret);
      }),
      { numRuns: 1_000 },
    );
  });

  it('waits in a step of which operators are told what it waits for, and each step is waited in', () => {
    const steps = new Set<string>();
    fc.assert(
      fc.property(fc.array(anyEvent, { minLength: 500, maxLength: 500 }), (events) => {
        for (const event of events) {
          const asked = { ...event, data: { ...event.data, attempt: 1 } } as HeardEvent;
          const step = projection(asked).summary?.waitsFor;
          if (typeof step === 'string') steps.add(step);
        }
      }),
      { numRuns: 10 },
    );
    expect([...steps].sort()).toEqual(sagaSteps.map(({ step }) => step).sort());
  });
});
