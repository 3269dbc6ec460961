/** The spans of one order on the deployed system: one tree, which says what the topics say. */
import { randomUUID } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { type Consumer, readConsumers } from '../../docs/build/consumers.ts';
import { shop } from '../../local/shop.ts';
import { contextNames } from '../../ops/connection.ts';
import { traced } from '../../ops/trace/gather.ts';
import { type FoundTraces, foundTraces } from '../../ops/trace/spans/find.ts';
import type { LoggedSpan } from '../../ops/trace/spans/logged-span.ts';
import { waterfallOf } from '../../ops/trace/spans/waterfall.ts';
import type { Step } from '../../ops/trace/step.ts';
import { newSku } from '../journeys/new-sku.ts';
import { operatorsConnection } from './connection.ts';
import { settled } from './settled.ts';

const connection = await operatorsConnection(inject('stack'));
const { offer, place, shipment } = await shop(inject('stack'));
const consumers = await readConsumers();

let orderId: string;
let steps: readonly Step[];
let found: FoundTraces;

/** `<message> <who> <where>`, for each that hears it. */
const heardOf = (all: readonly Step[]): readonly string[] =>
  all
    .flatMap((step) =>
      step.places.flatMap((where) =>
        consumers
          .filter((consumer) => hears(consumer, step, where))
          .map(({ name }) => `${step.id} ${name} ${where}`),
      ),
    )
    .sort();

const hears = ({ topics, heard }: Consumer, { type }: Step, where: string): boolean =>
  heard.includes(type) && topics.includes(where.slice(0, where.lastIndexOf('-')));

const handledOf = (spans: readonly LoggedSpan[]): readonly string[] =>
  processing(spans)
    .map(
      ({ attributes }) => `${attributes['messaging.message.id']} ${whoOf(attributes)} ${whereOf(attributes)}`,
    )
    .sort();

const processing = (spans: readonly LoggedSpan[]) => spans.filter(({ name }) => name.startsWith('process '));
const sending = (spans: readonly LoggedSpan[]) => spans.filter(({ name }) => name.startsWith('send '));

const whoOf = (attributes: LoggedSpan['attributes']) => attributes['tributary.consumer'];
const whereOf = (attributes: LoggedSpan['attributes']) =>
  `${attributes['messaging.destination.name']}-${attributes['messaging.destination.partition.id']}@${attributes['messaging.kafka.offset']}`;

/** An emulator may keep the last line of a function until it is invoked again; another order invokes them all. */
const completed = async (id: string, since: number): Promise<FoundTraces> => {
  const traces = await foundTraces(connection, { id, since });
  if (new Set(handledOf(traces.spans)).size < heardOf(steps).length) {
    const sku = newSku();
    await offer(sku, 1);
    await place([{ sku, quantity: 1, unitPrice: 1 }]);
  }
  return traces;
};

describe('the trace of an order', () => {
  it('says in the end whatever was heard of it', async () => {
    const correlationId = randomUUID();
    const since = Date.now();
    const sku = newSku();
    await offer(sku, 5);
    orderId = await place([{ sku, quantity: 1, unitPrice: 890 }], 'approve', correlationId);
    await expect.poll(() => shipment(orderId), { interval: 100 }).toMatchObject({ status: 'requested' });
    await settled(connection);
    steps = await traced(connection, { correlationId, since });
    const expected = heardOf(steps);
    await expect
      .poll(async () => {
        found = await completed(orderId, since);
        return [...new Set(handledOf(found.spans))];
      })
      .toEqual(expected);
  });

  it('is one tree, from the request to the last consumer of every context that heard of it', () => {
    const { rows, orphans } = waterfallOf(found.spans);
    expect(orphans).toEqual([]);
    expect(rows).toHaveLength(found.spans.length);
    const firsts = found.spans.filter(({ parentId }) => parentId === undefined);
    expect(firsts).toMatchObject([
      { name: 'POST /orders', kind: 'server', service: 'ordering/api', error: undefined },
    ]);
    const byId = new Map(found.spans.map((span) => [span.spanId, span]));
    for (const { startedAt, parentId = '' } of found.spans) {
      const parent = byId.get(parentId);
      if (parent !== undefined) expect(startedAt).toBeGreaterThanOrEqual(parent.startedAt);
    }
    const heard = new Set(processing(found.spans).map(({ service }) => service.split('/')[0]));
    // Counterparties are not what an order is about.
    expect([...heard].sort()).toEqual(contextNames.filter((name) => name !== 'crm').toSorted());
  });

  it('has a span for each message that a relay sent, and says of it what the topic says', () => {
    const told = sending(found.spans).map(({ attributes, service }) => ({
      id: attributes['messaging.message.id'],
      topic: attributes['messaging.destination.name'],
      type: attributes['tributary.message.type'],
      service,
    }));
    const onTopics = steps.map(({ id, type, source, places: [where = ''] }) => ({
      id,
      topic: where.slice(0, where.lastIndexOf('-')),
      type: expect.stringMatching(new RegExp(`\\.${type}$`)),
      service: `${source.split('/')[0]}/relay`,
    }));
    expect(told).toHaveLength(onTopics.length);
    for (const each of onTopics) expect(told).toContainEqual(each);
  });

  it('puts each message below the commit that said it, and what was done about it', () => {
    const byId = new Map(found.spans.map((span) => [span.spanId, span]));
    for (const { parentId = '', attributes } of [...sending(found.spans), ...processing(found.spans)]) {
      const type = String(attributes['tributary.message.type']).split('.').at(-1);
      const commit = byId.get(parentId);
      expect(commit?.name).toMatch(/^commit /);
      // A command leaves with the event that entailed it.
      if (!String(attributes['messaging.destination.name']).endsWith('.commands'))
        expect(commit?.attributes['tributary.events']).toContain(type);
    }
  });

  it('is linked to the batches that its messages were sent and handled in', () => {
    const batches = new Map(found.batches.map((batch) => [batch.spanId, batch]));
    for (const { name, parentId, links } of [...sending(found.spans), ...processing(found.spans)]) {
      const [batch] = links.map(({ spanId }) => batches.get(spanId));
      expect(batch?.name).toMatch(name.startsWith('send ') ? /^send a batch$/ : /^process a batch of /);
      expect(batch?.links.map(({ spanId }) => spanId)).toContain(parentId);
    }
  });

  it('has what somebody else was asked for', () => {
    const calls = found.spans.filter(({ kind }) => kind === 'client').map(({ name }) => name);
    expect(calls).toEqual(expect.arrayContaining(['POST /authorizations', 'SES SendEmail']));
  });
});
