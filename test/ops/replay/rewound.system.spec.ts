/** A consumer group is moved under a running poller: what was handed over is handed over again, from there on, once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { Kafka, logLevel } from 'kafkajs';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { mappingSwitches } from '../../../functions/platform/consumer/mapping-switches.ts';
import { clientConfiguration } from '../../../local/emulated-aws.ts';
import { startPoller } from '../../../local/poller-process.ts';
import { partitionsOf } from '../../../ops/replay/group-offsets.ts';
import { replayInPlace } from '../../../ops/replay/in-place.ts';
import { planOf } from '../../../ops/replay/plan.ts';
import type { Start } from '../../../ops/replay/start.ts';
import { farSide } from '../../local/poller/far-side.ts';
import { mappingOf } from '../../local/poller/records.ts';
import { newTopic } from '../../platform/topics.ts';

const kafkaBrokers = inject('kafkaBrokers');
const kafka = new Kafka({ brokers: [kafkaBrokers], logLevel: logLevel.NOTHING });
const patiently = { interval: 50 };

let running = new AsyncDisposableStack();
afterEach(async () => {
  await running.disposeAsync();
  running = new AsyncDisposableStack();
});

/** Five records in each of two partitions, all handed over once. */
const handledOnce = async () => {
  const topic = await newTopic([kafkaBrokers], 2);
  const [far, dir] = [await farSide(), mkdtempSync(join(tmpdir(), 'tributary-'))];
  running.defer(() => rmSync(dir, { recursive: true, force: true }));
  running.defer(far.stop);
  const admin = kafka.admin();
  await admin.connect();
  running.defer(() => admin.disconnect());
  const producer = kafka.producer();
  await producer.connect();
  const messages = [0, 1].flatMap((partition) =>
    Array.from({ length: 5 }, (_, n) => ({ partition, value: `${n}` })),
  );
  await producer.send({ topic, messages });
  await producer.disconnect();
  far.states.set('m', 'Enabled');
  const group = `group-${topic}`;
  const poller = await startPoller({
    dir,
    kafkaBrokers,
    awsEndpoint: far.url,
    mappings: [mappingOf({ topic, consumerGroup: group, uuid: 'm' })],
    say: () => undefined,
    onTrace: () => undefined,
    onFatal: (error) => {
      throw error;
    },
  });
  running.defer(poller.stop);
  const mapping = { uuid: 'm', topic, group };
  const standing = async () => (await partitionsOf(admin, mapping)).map(({ committed }) => committed);
  await expect.poll(standing, patiently).toEqual([5, 5]);
  await expect.poll(() => far.seen().length, patiently).toBe(10);
  const replay = async (start: Start, signal = new AbortController().signal) =>
    replayInPlace({
      admin,
      switches: mappingSwitches(new LambdaClient(clientConfiguration(far.url))),
      mappings: [mapping],
      plan: planOf(start, await partitionsOf(admin, mapping)),
      say: () => undefined,
      signal,
    });
  return { far, standing, replay };
};

describe('a replay in place', () => {
  it('hands over everything again from the beginning, each partition in its order', async () => {
    const { far, standing, replay } = await handledOnce();
    await replay({ kind: 'beginning' });
    await expect.poll(() => far.seen().length, patiently).toBe(20);
    for (const partition of [0, 1]) {
      const own = far
        .seen()
        .slice(10)
        .filter((name) => name.startsWith(`${partition}@`));
      expect(own).toEqual([0, 1, 2, 3, 4].map((offset) => `${partition}@${offset}`));
    }
    await expect.poll(standing, patiently).toEqual([5, 5]);
    expect(far.states.get('m')).toBe('Enabled');
  });

  it('hands over one partition from an offset, and no other', async () => {
    const { far, replay } = await handledOnce();
    await replay({ kind: 'offset', partition: 1, offset: 3 });
    await expect.poll(() => far.seen().slice(10), patiently).toEqual(['1@3', '1@4']);
  });

  it('moves nothing when it is interrupted before, and resumes', async () => {
    const { far, standing, replay } = await handledOnce();
    await expect(replay({ kind: 'beginning' }, AbortSignal.abort())).rejects.toThrow(/no group was moved/);
    expect(far.states.get('m')).toBe('Enabled');
    expect(await standing()).toEqual([5, 5]);
    expect(far.seen()).toHaveLength(10);
  });
});
