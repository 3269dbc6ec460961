/** Events as our consumer hears them. */
import type { HeardEvent } from '../../functions/notification/policy.ts';
import type { Heard } from '../../functions/platform/contract/reader.ts';

export const orderId = '01a20ac4-6feb-73e7-aaa6-000000000001';

const told = (
  event: HeardEvent,
  source: string,
  subject: string,
  sequence: number,
  at: number,
): Heard<HeardEvent> => ({
  event,
  cause: { id: `c:${source}:${subject}.${sequence}`, by: 'c', correlationId: `about-${subject}` },
  origin: { source, subject, sequence, at, topic: 't', partition: 0, offset: 0 },
});

export const confirmed = (at: number, sequence = 4, id = orderId, sku = 'tea'): Heard<HeardEvent> => {
  const lines = [{ sku, warehouse: 'BER', quantity: 1 }];
  const data = { orderId: id, customerId: 'ada', confirmedAt: at, lines };
  return told({ type: 'OrderConfirmed', data }, '/ordering/order', id, sequence, at);
};

/** With a currency that no letter can be written about. */
export const paidInGold = (at: number): Heard<HeardEvent> => {
  const data = { orderId, customerId: 'ada', amount: 1, currency: 'gold', completedAt: at };
  return told({ type: 'OrderCompleted', data }, '/ordering/order', orderId, 6, at);
};

const ada = {
  cptyNo: 'ADA',
  nm1: 'Lovelace',
  nm2: 'Ada',
  emailAdr: 'ada@example.com',
  langCd: 'D',
  statCd: 'A',
  lstUpd: 1,
};

export const registered = (extra: Partial<typeof ada> = {}): Heard<HeardEvent> =>
  told({ type: 'CounterpartyRegistered', data: { ...ada, ...extra } }, '/crm/counterparty', 'ADA', 1, 1);

export const amended = (sequence: number, extra: Partial<typeof ada> = {}): Heard<HeardEvent> =>
  told({ type: 'CounterpartyAmended', data: { ...ada, ...extra } }, '/crm/counterparty', 'ADA', sequence, 1);

export const closed = (sequence: number): Heard<HeardEvent> =>
  told(
    { type: 'CounterpartyClosed', data: { cptyNo: 'ADA', lstUpd: 2 } },
    '/crm/counterparty',
    'ADA',
    sequence,
    2,
  );
