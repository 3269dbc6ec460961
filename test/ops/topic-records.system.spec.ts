/** Spans of a real topic, read without leaving a trace. */
import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readSpans, type Span } from '../../ops/topic-records.ts';
import { newTopic } from '../platform/topics.ts';

const brokers = inject('kafkaBrokers').split(',');
const kafka = new Kafka({ brokers, clientId: 'tests', logLevel: logLevel.NOTHING });
const [topic, other] = [await newTopic(brokers, 2), await newTopic(brokers, 1)];
const [producer, admin] = [kafka.producer(), kafka.admin()];
afterAll(() => Promise.all([producer.disconnect(), admin.disconnect()]));

beforeAll(async () => {
  await Promise.all([producer.connect(), admin.connect()]);
  // A batch each, so that a span can begin and end within one and far from one.
  for (let batch = 0; batch < 5; batch += 1) {
    const messages = [0, 1].flatMap((partition) =>
      Array.from({ length: 10 }, (_, n) => ({
        partition,
        key: `k${batch * 10 + n}`,
        value: 'v',
        headers: { h: 'x' },
      })),
    );
    await producer.send({ topic, messages });
  }
  await producer.send({ topic: other, messages: [{ value: null }] });
});

const read = async (...spans: readonly Span[]): Promise<readonly string[]> => {
  const found: string[] = [];
  await readSpans(kafka, spans, ({ partition, offset, key }) => found.push(`${partition}@${offset} ${key}`));
  return found;
};
const span = (partition: number, from: number, to: number): Span => ({ topic, partition, from, to });

describe('spans', () => {
  it('are read whole and nothing else, several of a partition in their order', async () => {
    const found = await read(span(0, 42, 44), span(0, 3, 5), span(1, 49, 50));
    expect(found.filter((each) => each.startsWith('0'))).toEqual([
      '0@3 k3',
      '0@4 k4',
      '0@42 k42',
      '0@43 k43',
    ]);
    expect(found.filter((each) => each.startsWith('1'))).toEqual(['1@49 k49']);
  });

  it('may overlap, and a record comes once for all of them', async () => {
    expect(await read(span(0, 5, 8), span(0, 6, 9), span(0, 7, 8))).toEqual([
      '0@5 k5',
      '0@6 k6',
      '0@7 k7',
      '0@8 k8',
    ]);
  });

  it('of all topics are read to their ends', async () => {
    const all = await read(span(0, 0, 50), span(1, 0, 50), { topic: other, partition: 0, from: 0, to: 1 });
    expect(all).toHaveLength(101);
    expect(all).toContain('0@0 ');
  });

  it('that are empty ask nothing of a broker', async () => {
    const away = new Kafka({ brokers: ['127.0.0.1:1'], logLevel: logLevel.NOTHING, retry: { retries: 0 } });
    await readSpans(away, [span(0, 5, 5)], () => expect.unreachable());
    await readSpans(away, [], () => expect.unreachable());
  });

  it('give a record with its headers and time, and none that has no value a value', async () => {
    const records: object[] = [];
    const one = { topic: other, partition: 0, from: 0, to: 1 };
    await readSpans(kafka, [span(1, 7, 8), one], (record) => records.push(record));
    expect(records).toContainEqual({
      topic,
      partition: 1,
      offset: 7,
      timestamp: expect.any(Number),
      key: 'k7',
      value: Buffer.from('v'),
      headers: { h: 'x' },
    });
    expect(records).toContainEqual(expect.objectContaining({ topic: other, key: '', value: undefined }));
  });

  it('leave no group behind', async () => {
    await read(span(0, 0, 1));
    const { groups } = await admin.listGroups();
    expect(groups.map(({ groupId }) => groupId).filter((id) => id.startsWith('tributary-ops-'))).toEqual([]);
  });

  it('end early when they are told to', async () => {
    const stop = new AbortController();
    const found: number[] = [];
    const take = ({ offset }: { readonly offset: number }) => {
      found.push(offset);
      stop.abort();
    };
    // Without the signal it would wait for records that nobody sends.
    await readSpans(kafka, [span(0, 0, 1_000)], take, stop.signal);
    expect(found.length).toBeGreaterThan(0);
  });
});
