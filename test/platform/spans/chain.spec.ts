/** A trace from a request over commits, relays and consumers, by the code that is deployed; Kafka is a list here. */

import type { DynamoDBRecord } from 'aws-lambda';
import type { TopicMessages } from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { price } from '../../../functions/ordering/price/decider.ts';
import { aggregate } from '../../../functions/platform/commit/aggregate.ts';
import { type Commit, type CommitStore, headItem } from '../../../functions/platform/commit/commit.ts';
import { eachEvent } from '../../../functions/platform/consumer/consumer.ts';
import { readerOf } from '../../../functions/platform/contract/reader.ts';
import type { SchemaRegistry } from '../../../functions/platform/contract/registry.ts';
import { relay } from '../../../functions/platform/relay/relay.ts';
import { inRequestSpan } from '../../../functions/platform/tracing/request-span.ts';
import { waterfallOf } from '../../../ops/trace/spans/waterfall.ts';
import { price as contract, type PriceEvent } from '../../../schemas/ordering/price/contract.gen.ts';
import { batchOf, headersFrom, recordIn } from '../records.ts';
import { eventOf, good } from '../things.ts';
import { spansWhile } from './written.ts';

/** One schema, and so no question which. */
const registry: SchemaRegistry = {
  header: () => Buffer.alloc(5),
  open: async (value) => ({ schema: schemaOf('PriceSet'), bytes: value, start: 5 }),
};
const schemaOf = (type: keyof typeof contract.messages): string => {
  const { versions } = contract.messages[type];
  return versions.at(-1) ?? versions[0];
};

type Json = NonNullable<NonNullable<DynamoDBRecord['dynamodb']>['NewImage']>;

/** As a stream has it: binary as base64. */
const streamed = (commit: Commit<unknown, unknown>): DynamoDBRecord => {
  // Buffers name their bytes, other arrays are them.
  const bytesOf = (value: { readonly data?: readonly number[] }) => value.data ?? Object.values(value);
  const text = JSON.stringify(headItem(commit), (name, value) =>
    name === 'B' ? Buffer.from(bytesOf(value) as number[]).toString('base64') : value,
  );
  return { dynamodb: { NewImage: JSON.parse(text) as Json } };
};

/** A context with one aggregate, which tells its price onwards to the next SKU. */
const contextOf = (next: { readonly [sku: string]: string }) => {
  const commits: Commit<unknown, unknown>[] = [];
  const known = new Map<string, Commit<unknown, unknown>>();
  const store = {
    readHead: async () => undefined,
    readRecord: async () => undefined,
    commit: async (commit) => {
      const before = known.get(commit.keys.record.sk + commit.keys.record.pk);
      if (before !== undefined) return { version: before.version, events: [], repeated: true };
      known.set(commit.keys.record.sk + commit.keys.record.pk, commit);
      commits.push(commit);
      return { version: commit.version, events: commit.events, repeated: false };
    },
  } satisfies CommitStore;
  const prices = aggregate({ name: 'ordering/price', decider: price, publishes: contract, store, registry });
  const commandFor = (sku: string) =>
    ({
      type: 'SetPrice',
      data: { sku, currency: 'EUR', lowest: 1, highest: 2, setBy: 'mia', setAt: 3 },
    }) as const;
  return {
    commits,
    place: (sku: string, traceparent: string | undefined) =>
      prices.handle(commandFor(sku), { id: 'http', by: 'mia', correlationId: 'x', traceparent }),
    consume: eachEvent<PriceEvent>({
      read: readerOf<PriceEvent>({
        consumer: 'test.next',
        registry,
        contracts: [contract],
        heard: ['PriceSet'],
      }),
      handle: async ({ event, cause }) => {
        const sku = next[event.data.sku];
        return sku === undefined ? {} : prices.handle(commandFor(sku), cause);
      },
      park: async (_record, error) => {
        throw error;
      },
      failed: (_record, error) => {
        throw error;
      },
    }),
  };
};

/** What a relay made of commits, as Lambda hands it to a consumer. */
const relayed = async (commits: readonly Commit<unknown, unknown>[], from: number) => {
  const sent: TopicMessages[] = [];
  const send = async (messages: readonly TopicMessages[]) => void sent.push(...messages);
  await relay(
    { send, close: async () => undefined },
    async () => undefined,
  )({ Records: commits.map(streamed) });
  return sent.flatMap(({ topic, messages }) =>
    messages.map(({ key, value, headers }, index) =>
      recordIn(topic)(0, from + index, String(key), {
        value: (value as Buffer).toString('base64'),
        headers: headersFrom(headers as { readonly [name: string]: string }),
      }),
    ),
  );
};

describe('a trace', () => {
  it('is one tree through two relays and three consumers, and stays it when something comes again', async () => {
    const spans = await spansWhile(async () => {
      const { commits, place, consume } = contextOf({ MUG: 'CUP', CUP: 'JUG' });
      await inRequestSpan(
        eventOf(good),
        async ({ headers }) => {
          await place('MUG', headers.traceparent);
          return { statusCode: 202 };
        },
        1,
      );
      for (let from = 0; from < 3; from += 1) {
        const records = await relayed(commits.slice(from, from + 1), from);
        await consume(batchOf(...records));
        // At least once means that it may come twice.
        if (from === 0) await consume(batchOf(...records));
      }
    });
    const [first] = spans.filter(({ kind }) => kind === 'server');
    const own = spans.filter(({ traceId }) => traceId === first?.traceId);
    const { rows, orphans } = waterfallOf(own, spans);
    expect(orphans).toEqual([]);
    const named = (sku: string) => `commit ordering/price SetPrice ${sku}`;
    const shown = rows.map(({ span, path }) => {
      const id = span.attributes['tributary.aggregate_id'] ?? '';
      return `${path.length} ${span.name} ${id}`.trimEnd();
    });
    // Of what happened within a millisecond, either may be first.
    expect(shown.toSorted()).toEqual(
      [
        '0 POST /things/{id}',
        `1 ${named('MUG')}`,
        '2 send ordering.price',
        '2 process ordering.price',
        '2 process ordering.price',
        `3 ${named('CUP')}`,
        `3 ${named('CUP')}`,
        '4 send ordering.price',
        '4 process ordering.price',
        `5 ${named('JUG')}`,
        '6 send ordering.price',
        '6 process ordering.price',
      ].toSorted(),
    );
    expect(own.filter(({ attributes }) => attributes['tributary.repeated'] === true)).toHaveLength(1);
    expect(spans.filter(({ name }) => name.includes('a batch'))).toHaveLength(7);
  });
});
