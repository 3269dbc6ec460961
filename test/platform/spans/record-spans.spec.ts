/** Spans of Kafka batches: one for each record that is handled, below what it came from, linked to the batch. */
import { describe, expect, it } from 'vitest';
import { eachEvent } from '../../../functions/platform/consumer/consumer.ts';
import type { IncomingRecord } from '../../../functions/platform/contract/incoming.ts';
import type { Reader } from '../../../functions/platform/contract/reader.ts';
import { PermanentFailure, TransientFailure } from '../../../functions/platform/failure.ts';
import { inSpan } from '../../../functions/platform/tracing/spans.ts';
import { batchOf, headersFrom, originOf, recordIn } from '../records.ts';
import { kept, keptSpan, keptTrace, notKept, spansWhile } from './written.ts';

const recordOf = recordIn('test.account');
const own = (offset: number, key: string, traceparent?: string) =>
  recordOf(0, offset, key, {
    headers: headersFrom({ ce_id: `${key}.1`, ...(traceparent !== undefined && { traceparent }) }),
  });

/** Hears every key but `unheard`. */
const read: Reader<{ type: 'Record'; data: IncomingRecord }> = async (record) =>
  record.key === 'unheard'
    ? undefined
    : {
        event: { type: 'Record', data: record },
        cause: { id: record.key, by: 'test.consumer', correlationId: '' },
        origin: originOf(record),
      };

const failures: { readonly [key: string]: Error } = {
  later: new TransientFailure('not now'),
  never: new PermanentFailure('not ever'),
};

const spansOf = (records: readonly ReturnType<typeof own>[], isRedrive = false) => {
  const consume = eachEvent({
    read,
    handle: ({ event: { data } }) =>
      inSpan({ name: 'below', kind: 'internal' }, async () => {
        const failure = failures[data.key];
        if (failure !== undefined) throw failure;
        return {};
      }),
    park: async () => undefined,
    failed: () => undefined,
    isRedrive,
  });
  return spansWhile(() => consume(batchOf(...records)));
};

const named = (spans: Awaited<ReturnType<typeof spansOf>>, name: string) =>
  spans.filter((span) => span.name === name);

describe('a record', () => {
  it('is handled below the span that said it, and linked to its batch, which is a trace of its own', async () => {
    const spans = await spansOf([own(7, 'k', kept)]);
    const [handled] = named(spans, 'process test.account');
    const [batch] = named(spans, 'process a batch of test.account');
    expect(handled).toMatchObject({
      traceId: keptTrace,
      parentId: keptSpan,
      kind: 'consumer',
      attributes: {
        'messaging.destination.name': 'test.account',
        'messaging.destination.partition.id': '0',
        'messaging.kafka.offset': 7,
        'messaging.message.id': 'k.1',
        'tributary.consumer': 'test.consumer',
        'tributary.waited_since': 1_700_000_000_000,
      },
      links: [{ traceId: batch?.traceId, spanId: batch?.spanId }],
    });
    expect(batch).toMatchObject({
      parentId: undefined,
      links: [{ traceId: keptTrace, spanId: keptSpan }],
      attributes: { 'messaging.batch.message_count': 1 },
    });
    expect(batch?.traceId).not.toBe(keptTrace);
    expect(named(spans, 'below')).toMatchObject([{ traceId: keptTrace, parentId: handled?.spanId }]);
  });

  it.each([
    ['from before there were any traces', undefined],
    ['of a trace that is not kept', notKept],
    ['with a traceparent that is none', 'nonsense'],
  ])('%s is handled without a span, beside one that has one', async (_, traceparent) => {
    expect(await spansOf([own(1, 'k', traceparent)])).toEqual([]);
    const spans = await spansOf([own(1, 'k', traceparent), own(2, 'l', kept)]);
    expect(spans.map(({ name }) => name).sort()).toEqual([
      'below',
      'process a batch of test.account',
      'process test.account',
    ]);
    expect(named(spans, 'below')[0]?.traceId).toBe(keptTrace);
  });

  it('that nobody wanted to hear has none', async () => {
    const spans = await spansOf([own(1, 'unheard', kept), own(2, 'k', kept)]);
    expect(named(spans, 'process test.account')).toHaveLength(1);
  });

  it('that failed says why, and whether it was parked', async () => {
    const spans = await spansOf([own(1, 'later', kept), own(2, 'never', kept), own(3, 'never', kept)]);
    const handled = named(spans, 'process test.account');
    expect(
      handled.map(({ attributes, error }) => [attributes['messaging.kafka.offset'], error]).sort(),
    ).toEqual([
      [1, 'TransientFailure: not now'],
      [2, 'PermanentFailure: not ever'],
      [3, expect.stringMatching(/^HeldBack: /)],
    ]);
    const parked = handled.filter(({ attributes }) => attributes['tributary.parked'] === true);
    expect(parked).toHaveLength(2);
  });

  it('that is redriven says so', async () => {
    const [redriven] = named(await spansOf([own(1, 'k', kept)], true), 'process test.account');
    const [first] = named(await spansOf([own(1, 'k', kept)]), 'process test.account');
    expect(redriven?.attributes['tributary.redriven']).toBe(true);
    expect(first?.attributes['tributary.redriven']).toBeUndefined();
  });
});
