/** What orders, shipments and counterparties mean to a customer's mailbox. */
import { describe, expect, it } from 'vitest';
import type { Mail } from '../../functions/notification/mail.ts';
import { type HeardEvent, policy } from '../../functions/notification/policy.ts';

const orderId = 'o-1';
const customerId = 'ada';

const events: readonly [HeardEvent, Mail][] = [
  [
    {
      type: 'OrderConfirmed',
      data: { orderId, customerId, confirmedAt: 1, lines: [{ sku: 'tea', warehouse: 'BER', quantity: 2 }] },
    },
    { template: 'order-confirmed', data: { orderId, lines: [{ sku: 'tea', quantity: 2 }] } },
  ],
  [
    { type: 'OrderCancelled', data: { orderId, customerId, reason: 'out-of-stock', cancelledAt: 1 } },
    { template: 'order-cancelled', data: { orderId, reason: 'out-of-stock' } },
  ],
  [
    { type: 'OrderCancellationRejected', data: { orderId, customerId, rejectedAt: 1 } },
    { template: 'cancellation-rejected', data: { orderId } },
  ],
  [
    { type: 'OrderCompleted', data: { orderId, customerId, amount: 900, currency: 'EUR', completedAt: 1 } },
    { template: 'order-completed', data: { orderId, amount: 900, currency: 'EUR' } },
  ],
  [
    { type: 'ShipmentDispatched', data: { shipmentId: orderId, customerId, dispatchedAt: 1 } },
    { template: 'shipment-dispatched', data: { orderId, movedAt: 1 } },
  ],
  [
    { type: 'ShipmentDelivered', data: { shipmentId: orderId, customerId, deliveredAt: 2 } },
    { template: 'shipment-delivered', data: { orderId, movedAt: 2 } },
  ],
];

describe.each(events)('%o', (event, mail) => {
  it('is a letter to its customer', () => {
    expect(policy(event)).toEqual({ type: 'WriteMail', data: { customerId, mail } });
  });

  it('is none when it does not say whose order it is', () => {
    const data = { ...event.data, customerId: '' };
    expect(policy({ ...event, data } as HeardEvent)).toBeUndefined();
  });
});

it('tells a customer how many there are of each, wherever they come from', () => {
  const line = (sku: string, warehouse: string, quantity: number) => ({ sku, warehouse, quantity });
  const lines = [line('tea', 'BER', 2), line('mug', 'BER', 1), line('tea', 'LYS', 3)];
  const command = policy({ type: 'OrderConfirmed', data: { orderId, customerId, confirmedAt: 1, lines } });
  expect(command).toMatchObject({
    data: {
      mail: {
        data: {
          lines: [
            { sku: 'tea', quantity: 5 },
            { sku: 'mug', quantity: 1 },
          ],
        },
      },
    },
  });
});

const ada = {
  cptyNo: 'ADA',
  nm1: 'Lovelace',
  nm2: 'Ada',
  emailAdr: ' ada@example.com ',
  langCd: 'E',
  statCd: 'A',
  lstUpd: 1,
};

describe('a counterparty', () => {
  it.each(['CounterpartyRegistered', 'CounterpartyAmended'] as const)(
    'of %s is reached under its number in lower case',
    (type) => {
      const contact = { customerId, name: 'Ada Lovelace', email: 'ada@example.com', language: 'en' };
      expect(policy({ type, data: ada })).toEqual({ type: 'TakeContact', data: contact });
    },
  );

  it.each([
    ['D', 'de'],
    ['E', 'en'],
    ['F', 'fr'],
    ['I', 'en'],
    ['d', 'en'],
    ['', 'en'],
    ['constructor', 'en'],
  ])('of the language %j is written to in %s', (langCd, language) => {
    expect(policy({ type: 'CounterpartyAmended', data: { ...ada, langCd } })).toMatchObject({
      data: { language },
    });
  });

  it.each([
    ['Lovelace', 'Ada', 'Ada Lovelace'],
    ['Analytical Engines Ltd', '', 'Analytical Engines Ltd'],
    ['', '', ''],
  ])('named %j and %j is greeted as %j', (nm1, nm2, name) => {
    expect(policy({ type: 'CounterpartyAmended', data: { ...ada, nm1, nm2 } })).toMatchObject({
      data: { name },
    });
  });

  it('that is suspended still hears of its orders', () => {
    expect(policy({ type: 'CounterpartyAmended', data: { ...ada, statCd: 'S' } })).toEqual(
      policy({ type: 'CounterpartyAmended', data: ada }),
    );
  });

  it('that is closed is written to no more', () => {
    expect(policy({ type: 'CounterpartyClosed', data: { cptyNo: 'ADA', lstUpd: 2 } })).toEqual({
      type: 'CloseContact',
      data: { customerId },
    });
  });
});
