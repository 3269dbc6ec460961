/** What a relay sends: as it was committed, with a span for each message that is part of a trace. */
import type { DynamoDBStreamEvent } from 'aws-lambda';
import type { TopicMessages } from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { relay } from '../../../functions/platform/relay/relay.ts';
import { kept, keptSpan, keptTrace, notKept, spansWhile } from './written.ts';

const headWith = (id: string, traceparent?: string): DynamoDBStreamEvent['Records'][number] => ({
  dynamodb: {
    NewImage: {
      messages: {
        L: [
          {
            M: {
              topic: { S: 'test.account' },
              key: { S: 'k' },
              headers: {
                M: {
                  ce_id: { S: id },
                  ce_time: { S: '2026-03-01T12:00:00.000Z' },
                  ...(traceparent !== undefined && { traceparent: { S: traceparent } }),
                },
              },
              value: { B: 'dg==' },
            },
          },
        ],
      },
    },
  },
});

const relayed = async (heads: readonly ReturnType<typeof headWith>[], failure?: Error) => {
  const sent: TopicMessages[] = [];
  const send = async (messages: readonly TopicMessages[]) => {
    if (failure !== undefined) throw failure;
    sent.push(...messages);
  };
  const run = relay({ send, close: async () => undefined }, async () => undefined);
  let thrown: unknown;
  const spans = await spansWhile(() =>
    run({ Records: [...heads] }).catch((error: unknown) => {
      thrown = error;
    }),
  );
  return { spans, thrown, headers: sent.flatMap(({ messages }) => messages.map(({ headers }) => headers)) };
};

describe('the relay', () => {
  it('leaves a traceparent as it was committed, and puts a span of its own beside it', async () => {
    const { spans, headers } = await relayed([
      headWith('a.1', kept),
      headWith('b.1'),
      headWith('c.1', notKept),
    ]);
    expect(headers.map((each) => each?.traceparent)).toEqual([kept, undefined, notKept]);
    const [sent, batch, ...others] = spans;
    expect(others).toEqual([]);
    expect(sent).toMatchObject({
      name: 'send test.account',
      kind: 'producer',
      traceId: keptTrace,
      parentId: keptSpan,
      links: [{ traceId: batch?.traceId, spanId: batch?.spanId }],
      attributes: {
        'messaging.message.id': 'a.1',
        'tributary.waited_since': Date.parse('2026-03-01T12:00:00.000Z'),
      },
    });
    expect(batch).toMatchObject({
      name: 'send a batch',
      parentId: undefined,
      links: [{ traceId: keptTrace, spanId: keptSpan }],
      attributes: { 'messaging.batch.message_count': 3 },
    });
  });

  it('says of each message that it was not acknowledged', async () => {
    const failure = new Error('nobody there');
    const { spans, thrown } = await relayed([headWith('a.1', kept), headWith('b.1', kept)], failure);
    expect(thrown).toBe(failure);
    expect(spans.map(({ error }) => error)).toEqual(Array(3).fill('Error: nobody there'));
  });

  it('has no span where no trace is kept', async () => {
    expect((await relayed([headWith('a.1'), headWith('b.1', notKept)])).spans).toEqual([]);
  });
});
