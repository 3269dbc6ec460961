/** What a status is made of: places, lags, letters and relays. */
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { behindSeconds } from '../../ops/status/behind.ts';
import { errorIn } from '../../ops/status/letters.ts';
import { mappingsIn } from '../../ops/status/mappings.ts';
import { placeOf } from '../../ops/status/offsets.ts';
import { isTroubled, relayStatus } from '../../ops/status/relay.ts';
import { duration, rendered } from '../../ops/status/rendered.ts';

const ends = { partition: 0, low: 10, high: 25 };

describe('a group’s place', () => {
  it('is where it committed', () => {
    expect(placeOf(ends, 20)).toMatchObject({ next: 20, lag: 5, missed: 0 });
    expect(placeOf(ends, 25)).toMatchObject({ next: 25, lag: 0, missed: 0 });
  });

  it('is the beginning for one that never committed', () => {
    expect(placeOf(ends, -1)).toMatchObject({ next: 10, lag: 15, missed: 0 });
  });

  it('skips what was deleted, and says how much', () => {
    expect(placeOf(ends, 4)).toMatchObject({ next: 10, lag: 15, missed: 6 });
  });

  it('is never behind an end that went back', () => {
    expect(placeOf(ends, 30)).toMatchObject({ lag: 0 });
  });
});

describe('behind, in seconds', () => {
  const record = (partition: number, offset: number, timestamp: number, topic = 't') => ({
    topic,
    partition,
    offset,
    timestamp,
  });
  const place = (partition: number, next: number, lag: number) => ({ partition, next, lag });

  it('is that of the partition furthest behind, by its next record', () => {
    const records = [record(1, 7, 0, 'other'), record(1, 8, 1_000), record(0, 5, 9_000), record(1, 7, 4_000)];
    expect(behindSeconds('t', [place(0, 5, 1), place(1, 7, 2)], records, 10_000)).toBe(6);
  });

  it('is nothing where nothing is unread, and unknown where the record was not found', () => {
    expect(behindSeconds('t', [place(0, 5, 0)], [record(0, 5, 0)], 10_000)).toBe(0);
    expect(behindSeconds('t', [place(0, 5, 1)], [], 10_000)).toBeUndefined();
  });

  it('is never less than nothing, whatever the clocks say', () => {
    expect(behindSeconds('t', [place(0, 5, 1)], [record(0, 5, 11_000)], 10_000)).toBe(0);
  });
});

describe('a template', () => {
  it('tells its Kafka mappings, and passes over all others', () => {
    const kafka = (group: string, topic: string) => ({
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: group }, Topics: [topic] },
    });
    const Resources = {
      A: kafka('dev.ordering.saga.payment.payment', 'payment.payment'),
      B: kafka('somebody else’s', 'payment.payment'),
      C: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { EventSourceArn: 'a stream' } },
      D: { Type: 'AWS::SQS::Queue', Properties: {} },
    };
    const mappings = mappingsIn(JSON.stringify({ Resources }), 'dev', 'ordering');
    expect(mappings.map(({ consumer, topic }) => [consumer, topic])).toEqual([
      ['ordering.saga', 'payment.payment'],
      ['somebody else’s', 'payment.payment'],
    ]);
  });
});

describe('a letter', () => {
  it('tells the error of a parked record', () => {
    const lastAt = '2026-03-01T12:00:00.000Z';
    const error = { name: 'PermanentFailure', message: 'refused' };
    expect(errorIn(JSON.stringify({ consumer: 'ordering.saga', lastAt, error }))).toEqual({
      at: Date.parse(lastAt),
      consumer: 'ordering.saga',
      message: 'PermanentFailure: refused',
    });
  });

  it('tells when it was tried last, where it says so', () => {
    const error = { name: 'HeldBack', message: 'behind another' };
    const lastAt = '2026-03-01T12:00:00.000Z';
    expect(errorIn(JSON.stringify({ consumer: 'a.b', lastAt, error }))?.at).toBe(Date.parse(lastAt));
    expect(errorIn(JSON.stringify({ consumer: 'a.b', error }))).toBeUndefined();
  });

  it('tells why a mapping gave up', () => {
    const requestContext = {
      functionArn: 'arn:aws:lambda:r:1:function:saga',
      condition: 'RetryAttemptsExhausted',
    };
    const timestamp = '2026-03-01T12:00:00.000Z';
    expect(errorIn(JSON.stringify({ timestamp, requestContext }))).toMatchObject({
      consumer: 'saga',
      message: 'the mapping gave up: RetryAttemptsExhausted',
    });
  });

  it.each(['', 'not JSON', '{}', '[]', 'null'])('tells nothing when it is %j', (body) => {
    expect(errorIn(body)).toBeUndefined();
  });
});

describe('a relay', () => {
  const sent = (timestamp: number, headers: { readonly [name: string]: string } = {}) => ({
    timestamp,
    headers,
  });
  const at = (ms: number) => ({ ce_time: new Date(ms).toISOString() });

  it('is told by the newest message of all partitions', () => {
    const records = [sent(1_000, at(10)), sent(5_000, at(4_200))];
    expect(relayStatus(records, 'OK')).toEqual({ lastSentAt: 5_000, lastDelayMs: 800, lastResult: 'OK' });
  });

  it('is unknown where nothing was sent, or nobody said when it was committed', () => {
    expect(relayStatus([], undefined)).toMatchObject({ lastSentAt: undefined, lastDelayMs: undefined });
    expect(relayStatus([sent(5_000)], undefined)).toMatchObject({
      lastSentAt: 5_000,
      lastDelayMs: undefined,
    });
  });

  it('is troubled when Lambda says so', () => {
    const results = ['OK', 'No records processed', 'PROBLEM: Function call failed', 'FAILED', undefined];
    expect(results.map((result) => isTroubled(relayStatus([], result)))).toEqual([
      false,
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('a rendered status', () => {
  it('lines up, and lets no error steer the terminal', () => {
    const mapping = { context: 'ordering', consumer: 'ordering.saga', topic: 'payment.payment', group: 'g' };
    const lastError = { at: 0, consumer: 'x', message: 'bad\u001b[2J\nline' };
    const lines = rendered({
      env: 'dev',
      at: 5_000,
      consumers: [{ ...mapping, lag: 12, behindSeconds: 75, missed: 3, parkedKeys: 1 }],
      contexts: [{ context: 'ordering', deadLetters: { count: 2, lastError }, relay: undefined }],
    }).map(stripVTControlCharacters);
    expect(lines).toContain('ordering.saga  payment.payment  12 (3 deleted unread)  1 min 15 s  1');
    expect(lines.at(-1)).toBe(
      'ordering  2             no relay                          5.0 s ago, x: bad line',
    );
  });

  it.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [1_500, '1.5 s'],
    [61_000, '1 min 1 s'],
    [3_600_000, '1 h 0 min'],
    [49 * 3_600_000, '2 d 1 h'],
    [-5, '0 ms'],
  ])('says %i ms as %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});
