/** Timelines, lists and waiting sagas on real DynamoDB: repeats, gaps, late events, pages and shards. */
import { randomUUID } from 'node:crypto';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { describe, expect, inject, it } from 'vitest';
import { PermanentFailure, TransientFailure } from '../../functions/platform/failure.ts';
import { missingIn } from '../../functions/tracking/order-view.ts';
import { recordIn } from '../../functions/tracking/record.ts';
import { summaryKey } from '../../functions/tracking/rows.ts';
import { timelineIn } from '../../functions/tracking/timeline.ts';
import { newTimeline } from './timeline-table.ts';
import { minute, noon, orderEvents, type Placed, toldBy } from './told-events.ts';

const timeline = await newTimeline(inject('awsEndpoint'));
const { client, tell, order, ordersOf, waitingIn } = timeline;

const seconds = (count: number) => noon + count * 1_000;

const returnEvent = (returnId: string, orderId: string, sequence: number, at: number): Placed => ({
  source: '/returns/return',
  subject: returnId,
  sequence,
  at,
  event: { type: 'ReturnReceived', data: { returnId, orderId, warehouse: 'north', receivedAt: at } },
});

describe('a timeline', () => {
  it('joins what all sources say, in the order of their times, whoever is heard first', async () => {
    const id = randomUUID();
    const { placed, allocated } = orderEvents(id);
    const payment: Placed = {
      source: '/payment/payment',
      subject: id,
      sequence: 1,
      at: seconds(30),
      event: { type: 'GoodsSecured', data: { paymentId: id, securedAt: seconds(30) } },
    };
    await tell(returnEvent('r-1', id, 1, seconds(90)), payment, placed, allocated);
    const { entries } = await order(id);
    expect(entries.map(({ type }) => type)).toEqual([
      'OrderPlaced',
      'GoodsSecured',
      'OrderAllocated',
      'ReturnReceived',
    ]);
    expect(entries[0]).toMatchObject({
      at: noon,
      source: '/ordering/order',
      sequence: 1,
      text: 'Order placed',
    });
  });

  it('keeps ten events of a source at the same time in their sequence', async () => {
    const id = randomUUID();
    const { placed } = orderEvents(id);
    const same = Array.from({ length: 12 }, (_, n) => ({ ...placed, sequence: n + 1 }));
    await tell(...same.toReversed());
    expect((await order(id)).entries.map(({ sequence }) => sequence)).toEqual(
      same.map((each) => each.sequence),
    );
  });

  it('shows no event twice that comes twice', async () => {
    const id = randomUUID();
    const { placed, allocated, authorized } = orderEvents(id);
    await tell(placed, allocated);
    const once = await order(id);
    await tell(placed, allocated, placed);
    expect(await order(id)).toEqual(once);
    await tell(authorized);
    expect((await order(id)).entries).toHaveLength(3);
  });

  it('goes on over a gap, and says what is missing', async () => {
    const id = randomUUID();
    const { placed, confirmed, dispatched } = orderEvents(id);
    await tell(placed, confirmed, dispatched);
    const { summary, entries } = await order(id);
    expect(summary).toMatchObject({ status: 'dispatched', step: 'capture', customerId: 'ada' });
    expect(missingIn(entries).map(({ sequence }) => sequence)).toEqual([2, 3]);
  });

  it('takes the facts of an order that come late, and leaves what it has become since', async () => {
    const id = randomUUID();
    const { placed, confirmed } = orderEvents(id);
    await tell(confirmed, placed);
    expect((await order(id)).summary).toMatchObject({
      status: 'confirmed',
      step: 'dispatch',
      customerId: 'ada',
      total: 1_250,
      placedAt: noon,
    });
  });

  it.each([
    ['no sequence', { sequence: Number.NaN }],
    ['a sequence before the first', { sequence: 0 }],
    ['no time', { at: Number.NaN }],
  ])('has no place for an event with %s', async (_, fault) => {
    const id = randomUUID();
    const broken = { ...orderEvents(id).placed, ...fault };
    await expect(tell(broken)).rejects.toThrow(PermanentFailure);
    expect((await order(id)).entries).toEqual([]);
  });

  it('that cannot be written may be tried again', async () => {
    const record = recordIn(client, 'there-is-none');
    await expect(record(...toldBy(orderEvents('o').placed))).rejects.toThrow(TransientFailure);
  });
});

/** But for the order's id, and the shard that follows from it. */
const anonymous = (id: string, rows: object): unknown =>
  JSON.parse(
    JSON.stringify(rows)
      .replaceAll(id, 'order')
      .replace(/(?<="waiting":"\w+#)\d/, '0'),
  );

it('is the same after any history that is delivered at least once, in order', async () => {
  const history = fc.record({
    length: fc.integer({ min: 1, max: 6 }),
    goBacks: fc.array(fc.nat({ max: 5 }), { maxLength: 6 }),
  });
  await fc.assert(
    fc.asyncProperty(history, async ({ length, goBacks }) => {
      const [once, often] = [randomUUID(), randomUUID()];
      const told = (id: string) => Object.values(orderEvents(id)).slice(0, length);
      await tell(...told(once));
      // The relay sends a whole batch again after a failure: from an earlier place on, up to where it was.
      for (const [index] of told(often).entries()) {
        const from = Math.max(0, index - (goBacks[index] ?? 0));
        await tell(...told(often).slice(from, index + 1));
      }
      const [expected, found] = [await order(once), await order(often)];
      expect(anonymous(often, found)).toEqual(anonymous(once, expected));
    }),
    { numRuns: 30 },
  );
});

describe('a customer’s orders', () => {
  it('come newest first, page by page, and no page loses or repeats one', async () => {
    const customer = `ada-${randomUUID()}`;
    const ids = Array.from({ length: 7 }, (_, n) => `${n}-${randomUUID()}`);
    // Two of them at the same time.
    const times = [0, 1, 2, 2, 3, 4, 5];
    for (const [n, id] of ids.entries()) {
      await tell(orderEvents(id, customer, noon + (times[n] ?? 0) * minute).placed);
    }
    await tell(orderEvents(randomUUID(), 'somebody-else').placed);
    const pages: string[][] = [];
    let before: string | undefined;
    do {
      const page = await ordersOf(customer, 3, before);
      pages.push(page.map(({ id }) => id));
      before = page.length === 3 ? page.at(-1)?.placed : undefined;
    } while (before !== undefined);
    expect(pages.map(({ length }) => length)).toEqual([3, 3, 1]);
    expect(pages.flat()).toEqual(ids.toReversed());
  });

  it('has none of its returns among them', async () => {
    const customer = `ada-${randomUUID()}`;
    const id = randomUUID();
    await tell(orderEvents(id, customer).placed, returnEvent(randomUUID(), id, 1, noon));
    expect((await ordersOf(customer, 10)).map((row) => row.id)).toEqual([id]);
  });
});

describe('who waits', () => {
  it('stands in one step at a time, since it entered it, and in none when it has ended', async () => {
    const sagas = await newTimeline(inject('awsEndpoint'));
    const id = randomUUID();
    const { placed, allocated, authorized, confirmed, dispatched, completed } = orderEvents(id);
    const steps = async () => {
      const names = ['stock', 'payment', 'dispatch', 'capture'];
      const all = await Promise.all(names.map((step) => sagas.waitingIn(step, 10)));
      return all.flat().map(({ step, since }) => [step, since]);
    };
    const expected = [
      [placed, 'stock', noon],
      [allocated, 'payment', noon + minute],
      [authorized, 'payment', noon + minute],
      [confirmed, 'dispatch', noon + 3 * minute],
      [dispatched, 'capture', noon + 4 * minute],
    ] as const;
    for (const [event, step, since] of expected) {
      await sagas.tell(event);
      expect(await steps()).toEqual([[step, since]]);
    }
    await sagas.tell(completed);
    expect(await steps()).toEqual([]);
    const Key = marshall(summaryKey('order', id));
    const { Item = {} } = await client.send(new GetItemCommand({ TableName: sagas.table, Key }));
    expect(Object.keys(unmarshall(Item))).not.toContain('waitingSince');
  });

  it('comes oldest first over all shards, page by page', async () => {
    const ids: readonly string[] = Array.from({ length: 25 }, () => randomUUID());
    for (const [n, id] of ids.entries()) await tell(returnEvent(id, 'o', 1, noon + n * minute));
    const found: string[] = [];
    let after: string | undefined;
    do {
      const page = await waitingIn('return-stock', 4, after);
      found.push(...page.map(({ id }) => id));
      after = page.length === 4 ? page.at(-1)?.waitingSince : undefined;
    } while (after !== undefined);
    expect(found.filter((id) => ids.includes(id))).toEqual(ids);
    expect(new Set(found).size).toBe(found.length);
  });

  it('is counted, up to a bound, and who waits longest is named', async () => {
    const sagas = await newTimeline(inject('awsEndpoint'));
    expect(await sagas.waitIn('stock')).toEqual({ count: 0, isMore: false, oldest: undefined });
    const oldest: string = randomUUID();
    const others = Array.from({ length: 20 }, (_, n) =>
      orderEvents(randomUUID(), 'ada', noon + (n + 1) * minute),
    );
    await sagas.tell(...others.map(({ placed }) => placed), orderEvents(oldest).placed);
    expect(await sagas.waitIn('stock')).toMatchObject({
      count: 21,
      isMore: false,
      oldest: { id: oldest, since: noon },
    });
  });

  it('is not counted for ever', async () => {
    const sagas = await newTimeline(inject('awsEndpoint'));
    const many = Array.from({ length: 40 }, (_, n) => orderEvents(randomUUID(), 'ada', noon + n).placed);
    await sagas.tell(...many);
    const { count, isMore, oldest } = await timelineIn(client, sagas.table, 2).waitIn('stock');
    expect(count).toBeGreaterThan(8);
    expect(count).toBeLessThanOrEqual(16);
    expect([isMore, oldest?.since]).toEqual([true, noon]);
  });
});
