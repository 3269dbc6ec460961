/** Messages as their customer sees them. */
import { describe, expect, it } from 'vitest';
import { type MessageRow, newsFor } from '../../functions/notification/message.ts';
import { pageOf, pageSize, placeIn } from '../../functions/notification/message-view.ts';
import { readMessages } from '../../functions/notification/routes.ts';

const waiting: MessageRow = {
  pk: 'customer#ada',
  sk: 'message#000000000001000#/ordering/order#o-1#4',
  customerId: 'ada',
  mail: { template: 'order-cancelled', data: { orderId: 'o-1', reason: 'customer' } },
  at: 1_000,
  correlationId: 'c',
  status: 'waiting',
};
const letter = { to: 'ada@example.com', language: 'en', subject: 's', text: 't', sentAt: 2_000 } as const;
const sent: MessageRow = { ...waiting, ...letter, status: 'sent', mailId: 'm-1' };
const shown = { orderId: 'o-1', template: 'order-cancelled', at: 1_000 };

/** As it goes over the wire. */
const viewOf = (row: MessageRow, now: number): unknown =>
  readMessages.answer.body.parse(JSON.parse(JSON.stringify(pageOf([row], now)))).messages[0];

describe('a message', () => {
  it('that was sent is shown as it was written, and without what is ours', () => {
    expect(viewOf(sent, 3_000)).toEqual({ ...shown, ...letter, status: 'sent' });
  });

  it.each(['waiting', 'sending'] as const)(
    'that is %s is shown so as long as it can still be sent',
    (status) => {
      expect(viewOf({ ...waiting, status }, 1_000 + newsFor)).toEqual({ ...shown, status });
      expect(viewOf({ ...waiting, status }, 1_001 + newsFor)).toEqual({
        ...shown,
        status: 'undeliverable',
        reason: 'not possible in time',
      });
    },
  );

  it('that has ended stays as it ended', () => {
    const closed = { ...waiting, status: 'undeliverable', reason: 'closed' } as const;
    for (const now of [1_000, 1_001 + newsFor]) {
      expect(viewOf(closed, now)).toEqual({ ...shown, status: 'undeliverable', reason: 'closed' });
      expect(viewOf(sent, now)).toMatchObject({ status: 'sent' });
    }
  });
});

describe('a page', () => {
  const rows = Array.from({ length: pageSize + 1 }, (_, index) => ({ ...sent, sk: `${sent.sk}${index}` }));

  it('says where the next one begins, when there is one', () => {
    const { messages, next } = pageOf(rows, 3_000);
    expect(messages).toHaveLength(pageSize);
    expect(placeIn(next)).toBe(rows[pageSize - 1]?.sk);
  });

  it('is the last one when nothing is left', () => {
    const page = pageOf(rows.slice(0, pageSize), 3_000);
    expect(page.messages).toHaveLength(pageSize);
    expect(page).not.toHaveProperty('next');
    expect(pageOf([], 3_000)).toEqual({ messages: [] });
  });
});

describe('a cursor', () => {
  it('is not needed for the first page', () => {
    expect(placeIn(undefined)).toBeUndefined();
  });

  it.each([
    '',
    '!',
    'contact',
    'message#000000000001000#',
    `message#000000000001000#${'x'.repeat(901)}`,
    'x\nmessage#000000000001000#a',
  ])('is refused when it is none of ours: %j', (place) => {
    const cursor = Buffer.from(place).toString('base64url');
    expect(() => placeIn(cursor)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ status: 400 }) }),
    );
  });
});
