/** Who is written to, when, and who is not. */
import { describe, expect, inject, it } from 'vitest';
import { type MailerAnswer, patience } from '../../functions/notification/mailer.ts';
import { newsFor } from '../../functions/notification/message.ts';
import { lease } from '../../functions/notification/sender.ts';
import { PermanentFailure, TransientFailure } from '../../functions/platform/failure.ts';
import { openPost } from './post.ts';
import type { Step } from './steps.ts';
import { amended, closed, confirmed, paidInGold, registered } from './told.ts';

const opened = () => openPost(inject('awsEndpoint'));

/** Throws in place of the carrier. */
const carrierThrows =
  (error: Error): Step =>
  (what, perform) => {
    if (what === 'Send') throw error;
    return perform();
  };

describe('a customer', () => {
  it('is written to in the language and at the address that the CRM knew last', async () => {
    const { process, clock, letters } = await opened();
    const handle = process();
    await handle(registered());
    await handle(amended(3, { langCd: 'F', emailAdr: 'ada@example.fr' }));
    await handle(amended(2, { langCd: 'E', emailAdr: 'ada@example.co.uk' }));
    await handle(confirmed(clock.now));
    expect(letters).toMatchObject([{ to: 'ada@example.fr', html: expect.stringContaining('lang="fr"') }]);
  });

  it('who is closed is not written to, and it is written down', async () => {
    const { process, clock, letters, pages, told } = await opened();
    const handle = process();
    await handle(registered());
    await handle(closed(2));
    await handle(confirmed(clock.now));
    await handle(confirmed(clock.now));
    expect(letters).toEqual([]);
    expect(told).toEqual(['undeliverable']);
    expect(await pages.newest('ada', 9)).toMatchObject([{ status: 'undeliverable', reason: 'closed' }]);
  });

  it('who was closed and comes back is written to again', async () => {
    const { process, clock, letters } = await opened();
    const handle = process();
    await handle(closed(2));
    await handle(amended(3));
    await handle(confirmed(clock.now));
    expect(letters).toHaveLength(1);
  });

  it('who has no address is not written to, and it is written down', async () => {
    const { process, clock, letters, pages } = await opened();
    const handle = process();
    await handle(registered({ emailAdr: ' ' }));
    await handle(confirmed(clock.now));
    expect(letters).toEqual([]);
    expect(await pages.newest('ada', 9)).toMatchObject([{ status: 'undeliverable', reason: 'no-address' }]);
  });

  it('whom the CRM does not know yet holds up nobody, and is written to when it does, in order', async () => {
    const { process, clock, letters, told } = await opened();
    const handle = process();
    await handle(confirmed(clock.now + 2, 4, 'second'));
    await handle(confirmed(clock.now + 1, 4, 'first'));
    expect(told).toEqual(['no contact yet', 'no contact yet']);
    await handle(registered());
    expect(letters.map(({ subject }) => subject)).toEqual([
      expect.stringContaining('first'),
      expect.stringContaining('second'),
    ]);
  });

  it('whom the CRM comes to know a day late hears nothing any more', async () => {
    const { process, clock, letters } = await opened();
    const handle = process();
    await handle(confirmed(clock.now));
    clock.now += newsFor + 1;
    await handle(registered());
    expect(letters).toEqual([]);
  });

  it('whose counterparty is closed before we ever knew it is given up, whichever comes first', async () => {
    const { process, clock, pages } = await opened();
    const handle = process();
    await handle(confirmed(clock.now, 4, 'o-1'));
    await handle(closed(1));
    await handle(confirmed(clock.now, 4, 'o-2'));
    const undeliverable = { status: 'undeliverable', reason: 'closed' };
    expect(await pages.newest('ada', 9)).toMatchObject([undeliverable, undeliverable]);
  });
});

describe('an event', () => {
  it('of the day before is no news', async () => {
    const { process, clock, letters, pages, told } = await opened();
    const handle = process();
    await handle(registered());
    await handle(confirmed(clock.now - newsFor - 1));
    expect(told).toEqual(['too old']);
    expect(await pages.newest('ada', 9)).toEqual([]);
    await handle(confirmed(clock.now - newsFor));
    expect(letters).toHaveLength(1);
  });

  it('that does not say its place or its time can never be handled', async () => {
    const { process, clock } = await opened();
    const told = confirmed(clock.now);
    for (const wrong of [{ sequence: Number.NaN }, { at: Number.NaN }]) {
      const unplaced = { ...told, origin: { ...told.origin, ...wrong } };
      await expect(process()(unplaced)).rejects.toMatchObject({ name: 'PermanentFailure' });
    }
  });

  it('is another one in another place of the same life', async () => {
    const { process, clock, letters } = await opened();
    const handle = process();
    await handle(registered());
    await handle(confirmed(clock.now, 4));
    await handle(confirmed(clock.now, 5));
    expect(letters).toHaveLength(2);
  });
});

describe('the carrier', () => {
  it('that never takes a letter is not asked again', async () => {
    const { process, clock, letters, pages } = await opened();
    let asked = 0;
    const answer = () => {
      asked += 1;
      return { outcome: 'refused', reason: 'MessageRejected: no such address' } as const;
    };
    const handle = process({ answer });
    await handle(registered());
    await handle(confirmed(clock.now));
    await handle(confirmed(clock.now));
    expect({ asked, letters }).toEqual({ asked: 1, letters: [] });
    expect(await pages.newest('ada', 9)).toMatchObject([
      { status: 'undeliverable', reason: 'MessageRejected: no such address' },
    ]);
  });

  it.each([
    ['takes nothing right now', new TransientFailure('too many')],
    ['takes nothing from us at all', new PermanentFailure('paused')],
  ])('that %s takes it the next time, without waiting for a lease', async (_what, error) => {
    const { process, clock, letters } = await opened();
    await process()(registered());
    await expect(process({ step: carrierThrows(error) })(confirmed(clock.now))).rejects.toBe(error);
    await process()(confirmed(clock.now));
    expect(letters).toHaveLength(1);
  });

  it('is not given a letter under a claim that may end on the way', async () => {
    const { process, clock, letters } = await opened();
    await process()(registered());
    let updates = 0;
    const slow: Step = async (what, perform) => {
      const answer = await perform();
      if (what === 'UpdateItemCommand') updates += 1;
      if (updates === 1) clock.now += lease - patience + 1;
      return answer;
    };
    await expect(process({ step: slow })(confirmed(clock.now))).rejects.toMatchObject({
      name: 'TransientFailure',
    });
    expect(letters).toEqual([]);
    await process()(confirmed(Date.UTC(2026, 2, 7)));
    expect(letters).toHaveLength(1);
  });

  it.each<[string, () => Promise<MailerAnswer>]>([
    ['fails', () => Promise.reject(new TransientFailure('no answer'))],
    ['is refused', async () => ({ outcome: 'refused', reason: 'no' })],
  ])('took it from whoever came after a claim had ended, whose holder then %s', async (_how, late) => {
    const { process, clock, letters, pages } = await opened();
    await process()(registered());
    const event = confirmed(clock.now);
    const answer = async () => {
      clock.now += lease + 1;
      await process()(event);
      return late();
    };
    await process({ answer })(event).catch((error) => expect(error.name).toBe('TransientFailure'));
    await process()(event);
    expect(letters).toHaveLength(1);
    expect(await pages.newest('ada', 9)).toMatchObject([{ status: 'sent' }]);
  });

  it('gets those behind a letter that can never be written', async () => {
    const { process, clock, letters, pages } = await opened();
    const handle = process();
    await handle(paidInGold(clock.now));
    await handle(confirmed(clock.now + 1));
    await expect(handle(registered())).rejects.toMatchObject({
      name: 'PermanentFailure',
      message: expect.stringContaining('order-completed'),
    });
    expect(letters).toHaveLength(1);
    expect(await pages.newest('ada', 9)).toMatchObject([{ status: 'sent' }, { status: 'waiting' }]);
  });
});

describe('a replay', () => {
  it('without side effects takes contacts and sends nothing', async () => {
    const { process, clock, letters, pages } = await opened();
    const replay = process({ sideEffects: false });
    await process()(confirmed(clock.now, 4, 'waiting'));
    await replay(confirmed(clock.now));
    await replay(registered());
    expect(letters).toEqual([]);
    expect(await pages.newest('ada', 9)).toMatchObject([{ status: 'waiting' }]);
    await process()(confirmed(clock.now, 5));
    expect(letters).toMatchObject([{ to: 'ada@example.com' }]);
  });

  it('by another consumer, with side effects, sends nothing a second time, now or when the records are gone', async () => {
    const { process, clock, letters } = await opened();
    const [contact, event] = [registered(), confirmed(clock.now)];
    for (const heard of [contact, event]) await process()(heard);
    const renamed = { ...event, cause: { ...event.cause, id: 'another-consumer', by: 'another' } };
    for (const heard of [contact, renamed]) await process()(heard);
    expect(letters).toHaveLength(1);
    const emptied = await opened();
    emptied.clock.now = clock.now + newsFor + 1;
    for (const heard of [contact, renamed]) await emptied.process()(heard);
    expect(emptied.letters).toEqual([]);
  });
});

describe('a letter as long as it may be', () => {
  it('is sent and written down', async () => {
    const { process, clock, letters, pages } = await opened();
    const handle = process();
    await handle(registered());
    const event = confirmed(clock.now, 4, 'o-1', '€'.repeat(65_000));
    for (const heard of [event, event]) await handle(heard);
    expect(letters).toHaveLength(1);
    const [message] = await pages.newest('ada', 9);
    expect(message).toMatchObject({ status: 'sent', text: letters[0]?.text.slice(0, 20_000) });
  });

  it('is not sent when it is longer', async () => {
    const { process, clock, letters } = await opened();
    const handle = process();
    await handle(registered());
    await expect(handle(confirmed(clock.now, 4, 'o-1', '€'.repeat(70_000)))).rejects.toMatchObject({
      name: 'PermanentFailure',
      message: expect.stringContaining('bytes'),
    });
    expect(letters).toEqual([]);
  });
});

it('keeps a message for 90 days after its event', async () => {
  const { process, clock, pages } = await opened();
  await process()(confirmed(clock.now));
  const ninetyDaysLater = clock.now / 1_000 + 90 * 24 * 3_600;
  expect(await pages.newest('ada', 9)).toMatchObject([{ expiresAt: ninetyDaysLater }]);
});
