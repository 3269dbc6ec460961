/** A made-up history in which every promise is kept, to be broken by tests. */
import type { Facts, Said } from '../../chaos/checker/facts.ts';
import { parkedLetters, poison } from './poisoned.ts';

export const topicOf: { readonly [source: string]: string } = {
  '/ordering/order': 'ordering.order',
  '/inventory/stock-item': 'inventory.stock-item',
  '/payment/payment': 'payment.payment',
  '/returns/return': 'returns.return',
};

const lines = [{ sku: 'MUG', quantity: 2 }];

/** By aggregate, what it said in turn. */
const lives: readonly (readonly [
  source: string,
  subject: string,
  events: readonly (readonly [string, object])[],
])[] = [
  [
    '/ordering/order',
    'sold',
    [
      ['OrderPlaced', { total: 200, lines }],
      ['OrderConfirmed', {}],
    ],
  ],
  [
    '/ordering/order',
    'gone',
    [
      ['OrderPlaced', { total: 300, lines }],
      ['OrderCancelled', {}],
    ],
  ],
  [
    '/ordering/order',
    'sent',
    [
      ['OrderPlaced', { total: 400, lines }],
      ['OrderConfirmed', {}],
      ['OrderDispatched', {}],
      ['OrderCompleted', {}],
    ],
  ],
  [
    '/payment/payment',
    'sent',
    [
      ['PaymentAuthorized', {}],
      ['PaymentCaptured', {}],
    ],
  ],
  [
    '/inventory/stock-item',
    'MUG',
    [
      ['StockCounted', { sku: 'MUG' }],
      ['StockReserved', { sku: 'MUG', reservationId: 'sold', quantity: 2 }],
      ['StockReserved', { sku: 'MUG', reservationId: 'gone', quantity: 2 }],
      ['StockReleased', { sku: 'MUG', reservationId: 'gone', quantity: 2 }],
      ['StockReserved', { sku: 'MUG', reservationId: 'sent', quantity: 2 }],
      ['StockDispatched', { sku: 'MUG', reservationId: 'sent', quantity: 2 }],
      ['StockTakenBack', { sku: 'MUG', reservationId: 'back', quantity: 1 }],
      ['StockReleased', { sku: 'MUG', reservationId: 'back', quantity: 1 }],
    ],
  ],
  [
    '/returns/return',
    'back',
    [
      ['ReturnRequested', { orderId: 'sent' }],
      ['ReturnCompleted', { orderId: 'sent', amount: 200, lines: [{ sku: 'MUG', quantity: 1 }] }],
    ],
  ],
];

/** One partition per topic. */
const saidIn = (): readonly Said[] => {
  const ends = new Map<string, number>();
  return lives.flatMap(([source, subject, events]) =>
    events.map(([type, data], index) => {
      const topic = topicOf[source] ?? '';
      const offset = ends.get(topic) ?? 0;
      ends.set(topic, offset + 1);
      const sequence = index + 1;
      const id = `${subject}.${sequence}`;
      const place = { topic, partition: 0, offset, key: subject };
      return { ...place, id, source, subject, type, sequence, fingerprint: id, data: data as Said['data'] };
    }),
  );
};

const told = { cancelAccepted: false, dispatchAccepted: false };

export const history = (): Facts => ({
  accepted: [
    { ...told, orderId: 'sold', answers: ['sold', 'sold'] },
    { ...told, orderId: 'gone', answers: ['gone'], cancelAccepted: true },
    { ...told, orderId: 'sent', answers: ['sent'], dispatchAccepted: true },
  ],
  said: saidIn(),
  held: [
    { paymentId: 'sold', amount: 200, status: 'authorized', requests: 1, refunds: {} },
    { paymentId: 'gone', amount: 300, status: 'voided', requests: 1, refunds: {} },
    { paymentId: 'sent', amount: 400, status: 'captured', requests: 1, refunds: { back: 200 } },
  ],
  stock: [{ sku: 'MUG', counted: 10, onHand: 9, reserved: 2 }],
  views: [
    { orderId: 'sold', status: 'confirmed' },
    { orderId: 'gone', status: 'cancelled' },
    { orderId: 'sent', status: 'completed' },
  ],
  poisoned: [poison],
  letters: parkedLetters,
  parked: [],
});
