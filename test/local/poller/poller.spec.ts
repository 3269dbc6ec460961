/** The poller as a process, between the real broker and a scripted function. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { type PollerProps, startPoller } from '../../../local/poller-process.ts';
import type { PollerLine } from '../../../local/trace.ts';
import { newTopic } from '../../platform/topics.ts';
import { farSide } from './far-side.ts';
import { mappingOf } from './records.ts';

const kafkaBrokers = inject('kafkaBrokers');
const kafka = new Kafka({ brokers: [kafkaBrokers], logLevel: logLevel.NOTHING });
const patiently = { interval: 20 };

let running = new AsyncDisposableStack();
afterEach(async () => {
  await running.disposeAsync();
  running = new AsyncDisposableStack();
});

/** @param sent by partition, how many records */
const send = async (topic: string, sent: readonly number[]): Promise<void> => {
  const producer = kafka.producer();
  await producer.connect();
  const messages = sent.flatMap((count, partition) =>
    Array.from({ length: count }, (_, n) => ({ partition, key: `k${n}`, value: `v${n}` })),
  );
  await producer.send({ topic, messages });
  await producer.disconnect();
};

const failedAt = (topic: string, offset: number) => ({
  itemIdentifier: { partition: `${topic}-0`, offset },
});

/** Of a consumer group: `Empty` when nobody is in it, `Dead` when there never was one. */
const stateOf = async (group: string): Promise<string | undefined> => {
  const admin = kafka.admin();
  await admin.connect();
  const { groups } = await admin.describeGroups([group]);
  await admin.disconnect();
  return groups[0]?.state;
};

const worldOf = async (change: object = {}, reply?: Parameters<typeof farSide>[0]) => {
  const topic = await newTopic([kafkaBrokers], 3);
  const far = await farSide(reply);
  const dir = mkdtempSync(join(tmpdir(), 'tributary-'));
  const trace: PollerLine[] = [];
  const said: string[] = [];
  const mapping = mappingOf({
    topic,
    consumerGroup: `group-${topic}`,
    onFailureQueueUrl: 'http://queue/letters',
    ...change,
  });
  const start = async (extra: Partial<PollerProps> = {}) => {
    const poller = await startPoller({
      dir,
      kafkaBrokers,
      awsEndpoint: far.url,
      mappings: [mapping],
      say: (line) => said.push(line),
      onTrace: (line) => trace.push(line),
      onFatal: (error) => said.push(error.message),
      ...extra,
    });
    running.defer(poller.stop);
    return poller;
  };
  running.defer(() => rmSync(dir, { recursive: true, force: true }));
  running.defer(far.stop);
  return { topic, far, trace, said, start };
};

describe('the poller', () => {
  it('hands over every record, each partition in its order, and says so', async () => {
    const { topic, far, trace, start } = await worldOf({ batchSize: 10 });
    await send(topic, [25, 13, 0]);
    await start();
    await expect.poll(() => far.seen().length, patiently).toBe(38);
    for (const [partition, count] of [25, 13].entries()) {
      const own = far.seen().filter((name) => name.startsWith(`${partition}@`));
      expect(own).toEqual(Array.from({ length: count }, (_, n) => `${partition}@${n}`));
    }
    expect(Math.max(...far.invocations.map(({ records }) => records.length))).toBe(10);
    await expect.poll(() => trace.filter(({ kind }) => kind === 'handled').length, patiently).toBe(38);
  });

  it('hands over records of several partitions at once, when they wait', async () => {
    const { topic, far, start } = await worldOf({ windowMs: 2_000 });
    await send(topic, [2, 2, 2]);
    await start();
    await expect.poll(() => far.seen().length, patiently).toBe(6);
    expect(Object.keys(far.invocations[0]?.event.records ?? {}).length).toBeGreaterThan(1);
  });

  it('has one batch of a partition with the function at a time, and other partitions beside it', async () => {
    const overlapping: string[] = [];
    const busy = new Set<string>();
    const { topic, far, start } = await worldOf({ batchSize: 2 }, ({ event }) => {
      for (const partition of Object.keys(event.records)) {
        if (busy.has(partition)) overlapping.push(partition);
        busy.add(partition);
        setTimeout(() => busy.delete(partition), 200);
      }
      return { takes: 250 };
    });
    await send(topic, [12, 12, 12]);
    await start();
    await expect.poll(() => far.seen().length, patiently).toBe(36);
    expect(overlapping).toEqual([]);
    expect(far.most()).toBeGreaterThan(1);
    expect(far.most()).toBeLessThanOrEqual(3);
  });

  it.each(['reported', 'fromLowest'] as const)('brings what was reported again: %s', async (reading) => {
    const { topic, far, start } = await worldOf({ windowMs: 2_000 }, (_invoked, number) =>
      number === 1
        ? { answer: { batchItemFailures: [{ itemIdentifier: { partition: `${topic}-0`, offset: 1 } }] } }
        : {},
    );
    await send(topic, [4, 0, 0]);
    await start({ retryReading: reading });
    await expect.poll(() => far.invocations.length, patiently).toBe(2);
    expect(far.invocations[1]?.records).toEqual(reading === 'reported' ? ['0@1'] : ['0@1', '0@2', '0@3']);
  });

  it('isolates what breaks the function, tells the queue where it is, and goes on', async () => {
    const { topic, far, start } = await worldOf({ retryAttempts: 1 }, ({ records }) =>
      records.includes('0@2') ? { error: true } : {},
    );
    await send(topic, [5, 0, 0]);
    await start();
    await expect.poll(() => far.letters.length, patiently).toBe(1);
    await expect.poll(() => far.seen().at(-1), patiently).toBe('0@4');
    expect(far.letters[0]).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 2 },
      KafkaBatchInfo: {
        batchSize: 1,
        recordsInfo: { [`${topic}-0`]: { firstRecordOffset: '2', lastRecordOffset: '2' } },
      },
    });
  });

  it('does not count what the Lambda API refused', async () => {
    const { topic, far, start } = await worldOf({ retryAttempts: 0 }, (_invoked, number) =>
      number <= 2 ? { status: number === 1 ? 429 : 500 } : {},
    );
    await send(topic, [1, 0, 0]);
    await start();
    await expect.poll(() => far.invocations.length, patiently).toBe(3);
    expect(far.letters).toEqual([]);
  });

  it('goes on from what was settled when it is stopped and started', async () => {
    const { topic, far, start } = await worldOf();
    await send(topic, [3, 0, 0]);
    const poller = await start();
    await expect.poll(() => far.seen().length, patiently).toBe(3);
    await poller.stop();
    await send(topic, [2, 0, 0]);
    await start();
    await expect.poll(() => far.seen().at(-1), patiently).toBe('0@4');
    expect(far.seen()).toEqual(['0@0', '0@1', '0@2', '0@3', '0@4']);
  });

  it('loses nothing when it is killed with a batch at the function', async () => {
    const { topic, far, said, start } = await worldOf({}, (_invoked, number) => ({
      takes: number === 1 ? 5_000 : 0,
    }));
    await send(topic, [3, 0, 0]);
    const poller = await start();
    await expect.poll(() => far.invocations.length, patiently).toBe(1);
    process.kill(poller.pid() ?? 0, 'SIGKILL');
    await expect.poll(() => far.invocations.length, patiently).toBe(2);
    expect(far.invocations[1]?.records).toEqual(['0@0', '0@1', '0@2']);
    expect(said[0]).toContain('the poller died (signal SIGKILL)');
  });

  it('hands over nothing while its mapping is paused, burns no retries, and starts afresh when it is resumed', async () => {
    let works = false;
    const { topic, far, trace, start } = await worldOf({ uuid: 'm', retryAttempts: 100 }, () =>
      works ? {} : { answer: { batchItemFailures: [failedAt(topic, 0)] } },
    );
    const news = () => trace.flatMap((line) => (line.kind === 'news' ? [line.message] : []));
    far.states.set('m', 'Enabled');
    await send(topic, [2, 0, 0]);
    await start();
    await expect.poll(() => far.invocations.length, patiently).toBeGreaterThanOrEqual(1);
    far.states.set('m', 'Disabling');
    await expect.poll(news, patiently).toEqual(['paused']);
    await expect.poll(() => stateOf(`group-${topic}`), patiently).toBe('Empty');
    const before = far.invocations.length;
    await send(topic, [0, 1, 0]);
    far.states.set('m', 'Disabled');
    works = true;
    far.states.set('m', 'Enabled');
    await expect.poll(() => far.seen().slice(-3).sort(), patiently).toEqual(['0@0', '0@1', '1@0']);
    expect(
      far
        .seen()
        .slice(0, before * 2)
        .every((name) => name.startsWith('0@')),
    ).toBe(true);
    expect(news()).toEqual(['paused', 'resumed']);
    expect(far.letters).toEqual([]);
  });

  it('does not start what is paused', async () => {
    const { topic, far, start } = await worldOf({ uuid: 'm' });
    far.states.set('m', 'Disabled');
    await send(topic, [1, 0, 0]);
    await start();
    expect(await stateOf(`group-${topic}`)).toBe('Dead');
    far.states.set('m', 'Enabled');
    await expect.poll(() => far.seen(), patiently).toEqual(['0@0']);
  });

  it('starts where the mapping says', async () => {
    const { topic, far, start } = await worldOf({ startingPosition: 'LATEST' });
    await send(topic, [3, 0, 0]);
    await start();
    await send(topic, [1, 0, 0]);
    await expect.poll(() => far.seen(), patiently).toEqual(['0@3']);
  });

  it('starts at a moment', async () => {
    // Not long ago: what is older than its topic's retention may be gone at any time.
    const moment = Math.floor(Date.now() / 1_000) - 3_600;
    const { topic, far, start } = await worldOf({
      startingPosition: 'AT_TIMESTAMP',
      startingPositionTimestamp: moment,
    });
    const producer = kafka.producer();
    await producer.connect();
    const messages = [-5, -1, 1, 5].map((seconds) => ({
      partition: 0,
      value: 'v',
      timestamp: String((moment + seconds) * 1_000),
    }));
    await producer.send({ topic, messages });
    await producer.disconnect();
    await start();
    await expect.poll(() => far.seen(), patiently).toEqual(['0@2', '0@3']);
  });

  it('refuses a configuration that is none, in words', async () => {
    const { said, start } = await worldOf({ batchSize: 0 });
    await expect(start()).rejects.toThrow(/is not a configuration of the poller:[\s\S]*batchSize/);
    expect(said).toEqual([]);
  });
});
