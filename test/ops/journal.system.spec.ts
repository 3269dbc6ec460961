/** Journals on the deployed system: told against heads, made into heads, and sent again. */
import { randomUUID } from 'node:crypto';
import {
  type AttributeValue,
  DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, inject, it } from 'vitest';
import { commitStore, headItem, keysOf } from '../../functions/platform/commit/commit.ts';
import type { OutgoingMessage } from '../../functions/platform/contract/wire.ts';
import { shop } from '../../local/shop.ts';
import { command } from '../../ops/commands/journal.ts';
import { rebuildHead } from '../../ops/journal/rebuild-head.ts';
import { targetOf } from '../../ops/journal/target.ts';
import type { TopicRecord } from '../../ops/topic-records.ts';
import { newSku } from '../journeys/new-sku.ts';
import { lines, operatorsConnection } from './connection.ts';
import { settled } from './settled.ts';
import { recordsOf } from './topic-of.ts';

const connection = await operatorsConnection(inject('stack'));
const { offer, post, order, cancel, shipment } = await shop(inject('stack'));
const patiently = { interval: 100 };
const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

/** An order whose every event was sent: shipping has heard the last one. */
const confirmedOrder = async (sku = newSku()): Promise<string> => {
  await offer(sku, 5);
  const line = { sku, quantity: 1, unitPrice: 890 };
  const { body } = await post({ lines: [line], currency: 'EUR', paymentToken: 'approve' }, { traceparent });
  await expect.poll(() => order(body.orderId), patiently).toMatchObject({ status: 'confirmed' });
  await expect.poll(() => shipment(body.orderId), patiently).toMatchObject({ status: 'requested' });
  return body.orderId;
};

const run = async (...words: readonly string[]) => {
  const { said, say } = lines();
  return { code: await command.run(words, connection, say), text: said.join('\n') };
};
const one = (id: string) => ['--context', 'ordering', '--aggregate', 'order', '--id', id];
const kindOf = (context: string, aggregate: string) => {
  const { kinds, place } = targetOf(connection, { context, aggregate });
  const [kind] = kinds;
  if (kind === undefined) throw new Error('no such aggregate');
  return { kind, place };
};
const { kind: orders, place } = kindOf('ordering', 'order');
const client = new DynamoDBClient(connection.aws);

/** As a bug or a hand would. */
const falsify = (id: string, state: object) =>
  client.send(
    new UpdateItemCommand({
      TableName: place.table,
      Key: marshall(keysOf('ordering/order', id).head),
      UpdateExpression: 'SET #state = :state',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':state': { M: marshall(state) } },
    }),
  );

describe('journal verify and rebuild', () => {
  it('tells a head that is as its journal says', async () => {
    expect(await run('verify', ...one(await confirmedOrder()))).toMatchObject({
      code: 0,
      text: expect.stringMatching(/the journal tells the head, version \d/),
    });
  });

  it('names what differs, and rebuilds it', async () => {
    const id = await confirmedOrder();
    const before = await commitStore(client, place.table).readHead(keysOf('ordering/order', id).head);
    await falsify(id, { ...(before?.state as object), status: 'lost' });
    const found = await run('verify', ...one(id));
    expect(found.code).toBe(1);
    expect(found.text).toContain('state.status is "lost", by the journal "confirmed"');
    expect(await run('rebuild', ...one(id), '--yes')).toMatchObject({ code: 0 });
    expect(await commitStore(client, place.table).readHead(keysOf('ordering/order', id).head)).toEqual(
      before,
    );
    expect(await run('verify', ...one(id))).toMatchObject({ code: 0 });
    expect((await run('rebuild', ...one(id), '--yes')).text).toContain('nothing to do');
  });

  it('changes nothing without a yes where there is nobody to ask', async () => {
    const id = await confirmedOrder();
    await falsify(id, { status: 'lost' });
    await expect(run('rebuild', ...one(id))).rejects.toThrow('nothing was changed');
    expect(await run('verify', ...one(id))).toMatchObject({ code: 1 });
    await run('rebuild', ...one(id), '--yes');
  });

  it('leaves a head alone that somebody wrote meanwhile', async () => {
    const id = await confirmedOrder();
    const history = await orders.historyOf(place, id);
    await cancel(id);
    await expect.poll(() => order(id), patiently).toMatchObject({ status: 'cancelled' });
    expect(await rebuildHead(place, history)).toBe('moved');
    expect(await order(id)).toMatchObject({ status: 'cancelled' });
  });

  it('verifies all of a context', async () => {
    await confirmedOrder();
    const { code, text } = await run('verify', '--context', 'ordering', '--all');
    expect([code, text]).toEqual([
      0,
      expect.stringMatching(/ordering\/order: \d+ verified, 0 differ until now/),
    ]);
    expect(text).toContain('ordering/price: ');
  });
});

describe('a journal', () => {
  it('makes every head again, byte for byte, outgoing messages and deadlines too', async () => {
    const sku = newSku();
    const id = await confirmedOrder(sku);
    await settled(connection);
    const ofOrder = ['ordering/order', 'inventory/reservation', 'payment/payment', 'shipping/shipment'];
    const all = [
      ...ofOrder.map((name) => [name, id]),
      ['inventory/stock-item', sku],
      ['ordering/price', sku],
    ];
    for (const [name = '', subject = ''] of all) {
      const [context = '', aggregate = ''] = name.split('/');
      const { kind, place: there } = kindOf(context, aggregate);
      const history = await kind.historyOf(there, subject);
      const Key = marshall(keysOf(name, subject).head);
      const { Item } = await client.send(
        new GetItemCommand({ TableName: there.table, Key, ConsistentRead: true }),
      );
      const again = headItem(await history.remade(history.entries.length - 1));
      expect([name, plain(again)]).toEqual([name, plain(Item)]);
    }
  });
});

/** Binary as text: it comes as Buffers or as plain bytes. */
const plain = (item: Record<string, AttributeValue> = {}) => {
  const { messages, ...rest } = unmarshall(item);
  return {
    ...rest,
    messages: (messages as readonly OutgoingMessage[]).map((each) => ({ ...each, value: hex(each.value) })),
  };
};

const hex = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('hex');

const said = ({ key, headers, value }: TopicRecord) => ({
  key,
  headers,
  value: hex(value),
});

describe('journal republish', () => {
  it('sends each event of an order again byte for byte, in order, and changes nothing anywhere', async () => {
    const id = await confirmedOrder();
    const ofOrder = () => recordsOf(connection, 'ordering.order', ({ key }) => key === id);
    const first = await ofOrder();
    const { entries } = await orders.historyOf(place, id);
    // In the caller's trace, under a span of our own.
    expect(first[0]?.headers.traceparent).toMatch(
      /^00-0af7651916cd43dd8448eb211c80319c-(?!b7ad6b7169203331)[0-9a-f]{16}-01$/,
    );
    const payments = kindOf('payment', 'payment');
    const before = await payments.kind.historyOf(payments.place, id);
    const answer = await run('republish', ...one(id), '--yes');
    expect(answer.text).toMatch(new RegExp(`sent ${first.length} messages and \\d+ deadlines again`));
    const all = await ofOrder();
    expect(all.map(said)).toEqual([...first, ...first].map(said));
    await settled(connection);
    expect((await payments.kind.historyOf(payments.place, id)).entries).toEqual(before.entries);
    expect((await orders.historyOf(place, id)).entries).toEqual(entries);
  });

  it('sends the versions that were asked for only', async () => {
    const id = await confirmedOrder();
    const ofOrder = () => recordsOf(connection, 'ordering.order', ({ key }) => key === id);
    const first = await ofOrder();
    await run('republish', ...one(id), '--from', '2', '--to', '2', '--yes');
    const again = (await ofOrder()).slice(first.length);
    expect(again.map(({ headers }) => headers.ce_sequence)).toContain('2');
    expect(again.map(({ headers }) => headers.ce_sequence)).not.toContain('1');
  });

  it('sends the commands that events entail again, with the same ids', async () => {
    const id = await confirmedOrder();
    const topic = 'inventory.stock-item.commands';
    const ofOrder = () => recordsOf(connection, topic, ({ headers }) => headers.ce_subject === id);
    const first = await ofOrder();
    expect(first.length).toBeGreaterThan(0);
    await run('republish', '--context', 'inventory', '--aggregate', 'reservation', '--id', id, '--yes');
    expect((await ofOrder()).map(said)).toEqual([...first, ...first].map(said));
    await settled(connection);
    const reservation = ['--context', 'inventory', '--aggregate', 'reservation', '--id', id];
    expect(await run('verify', ...reservation)).toMatchObject({ code: 0 });
  });

  it('sends what a context said in a span of time', async () => {
    const since = new Date().toISOString();
    const id = await confirmedOrder();
    const until = new Date().toISOString();
    const later = await confirmedOrder();
    const of = (orderId: string) => recordsOf(connection, 'ordering.order', ({ key }) => key === orderId);
    const [first, laterFirst] = [await of(id), await of(later)];
    const { text } = await run(
      'republish',
      '--context',
      'ordering',
      '--since',
      since,
      '--until',
      until,
      '--yes',
    );
    expect(text).toContain('ordering/order:');
    expect((await of(id)).length).toBe(2 * first.length);
    expect((await of(later)).length).toBe(laterFirst.length);
  });

  it.each([
    [['--since', 'yesterday'], '--since is yesterday'],
    [[], 'expected --id <id>'],
    [['--id', randomUUID(), '--yes'], '--id needs --aggregate'],
  ])('does not understand %j', async (words, message) => {
    await expect(run('republish', '--context', 'ordering', ...words)).rejects.toThrow(message);
  });
});
