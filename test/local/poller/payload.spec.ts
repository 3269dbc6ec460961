/** The payload has the shape that others describe, and the function's answer is read as AWS says. */
import { KafkaMskEventSchema } from '@aws-lambda-powertools/parser/schemas/kafka';
import { describe, expect, it } from 'vitest';
import { failedIn } from '../../../local/poller/answer.ts';
import { envelopeOf } from '../../../local/poller/envelope.ts';
import { payloadLimit, payloadOf, sizeInPayload } from '../../../local/poller/payload.ts';
import { mappingOf, recordOf } from './records.ts';

const mapping = mappingOf();

describe('a payload', () => {
  const records = [
    recordOf(0, 15, {
      headers: [
        ['a', Buffer.from([104, 200])],
        ['b', Buffer.from('')],
        ['a', Buffer.from('again')],
      ],
    }),
    recordOf(2, 7, { key: null, value: null }),
    recordOf(0, 16),
  ];
  const payload = JSON.parse(JSON.stringify(payloadOf(mapping, '127.0.0.1:9092', records)));

  // Their schema knows no null key and no null value, which Kafka has and AWS hands on.
  it("fits the schema of Powertools' parser", () => {
    const full = records.map((record) => ({ ...record, key: record.key ?? Buffer.from('k') }));
    const valued = full.map((record) => ({ ...record, value: record.value ?? Buffer.from('v') }));
    const parsed = KafkaMskEventSchema.safeParse(payloadOf(mapping, '127.0.0.1:9092', valued));
    expect(parsed.error).toBeUndefined();
    expect(Object.keys(parsed.data?.records ?? {})).toEqual(['test.topic-0', 'test.topic-2']);
    expect(parsed.data?.records['test.topic-0']).toHaveLength(2);
  });

  it('has key and value in base64, and headers as bytes in their order', () => {
    expect(payload.eventSource).toBe('aws:kafka');
    expect(payload.records['test.topic-0'][0]).toEqual({
      topic: 'test.topic',
      partition: 0,
      offset: 15,
      timestamp: 1_700_000_000_000,
      timestampType: 'CREATE_TIME',
      key: Buffer.from('key-0').toString('base64'),
      value: Buffer.from([15]).toString('base64'),
      headers: [{ a: [104, 200] }, { b: [] }, { a: [...Buffer.from('again')] }],
    });
    expect(payload.records['test.topic-2'][0]).toMatchObject({ key: null, value: null });
  });

  it('is never larger than it was taken for', () => {
    const large = Array.from({ length: 50 }, (_, n) =>
      recordOf(0, n, { value: Buffer.alloc(997 + n, 255), headers: [['h', Buffer.alloc(300, 255)]] }),
    );
    const expected = large.reduce((sum, record) => sum + sizeInPayload(record), 0);
    expect(JSON.stringify(payloadOf(mapping, 'brokers', large)).length).toBeLessThanOrEqual(expected + 300);
    expect(payloadLimit).toBe(6_291_456);
  });
});

describe("a function's answer", () => {
  const records = [recordOf(0, 1), recordOf(0, 2), recordOf(0, 3), recordOf(1, 1), recordOf(1, 2)];
  const failure = (partition: number, offset: number) => ({
    itemIdentifier: { partition: `test.topic-${partition}`, offset },
  });
  const names = (failed: readonly { partition: number; offset: number }[]) =>
    failed.map(({ partition, offset }) => `${partition}@${offset}`);

  it.each([
    ['nothing', null],
    ['an empty object', {}],
    ['an empty list', { batchItemFailures: [] }],
    ['no list', { batchItemFailures: null }],
  ])('with %s says that all went well', (_what, answer) => {
    expect(failedIn(answer, records, 'fromLowest')).toEqual([]);
  });

  it.each([
    ['a text', 'all good'],
    ['an empty identifier', { batchItemFailures: [{ itemIdentifier: '' }] }],
    ['the identifier of streams', { batchItemFailures: [{ itemIdentifier: 'test.topic-0-2' }] }],
    ['a partition that was not sent', { batchItemFailures: [failure(0, 2), failure(9, 1)] }],
    ['an offset that was not sent', { batchItemFailures: [failure(0, 99)] }],
  ])('with %s brings the whole batch again', (_what, answer) => {
    expect(failedIn(answer, records, 'reported')).toEqual(records);
  });

  it('brings what it reports again, or everything from the lowest of its partition', () => {
    const answer = { batchItemFailures: [failure(0, 2), failure(1, 2)] };
    expect(names(failedIn(answer, records, 'reported'))).toEqual(['0@2', '1@2']);
    const first = { batchItemFailures: [failure(0, 2)] };
    expect(names(failedIn(first, records, 'fromLowest'))).toEqual(['0@2', '0@3']);
  });
});

describe('the envelope for an on-failure queue', () => {
  it('says where the records are, and why they were given up', () => {
    const records = [recordOf(0, 15), recordOf(0, 16), recordOf(2, 7)];
    const failure = { condition: 'RetryAttemptsExhausted', attempts: 3, functionError: 'Unhandled' } as const;
    const payloadSize = Buffer.byteLength(JSON.stringify(payloadOf(mapping, 'brokers', records)));
    const span = (first: string, last: string) => ({
      firstRecordOffset: first,
      lastRecordOffset: last,
      firstRecordTimestamp: '2023-11-14T22:13:20.000Z',
      lastRecordTimestamp: '2023-11-14T22:13:20.000Z',
    });
    expect(envelopeOf(mapping, 'brokers', records, failure, 0)).toEqual({
      requestContext: {
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:test-function',
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: 3,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp: '1970-01-01T00:00:00.000Z',
      KafkaBatchInfo: {
        batchSize: 3,
        eventSourceArn: mapping.eventSourceArn,
        bootstrapServers: 'brokers',
        payloadSize,
        recordsInfo: { 'test.topic-0': span('15', '16'), 'test.topic-2': span('7', '7') },
      },
    });
  });
});
