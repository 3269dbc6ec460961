/** Redrive, interrupted anywhere and done again: order holds, each has its effect once, nothing is lost. */
import { randomUUID } from 'node:crypto';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, inject, it } from 'vitest';
import { list } from '../../../ops/dlq/list.ts';
import { redrive } from '../../../ops/dlq/redrive.ts';
import type { World } from '../../../ops/dlq/world.ts';
import { batchOf, recordIn } from '../../platform/records.ts';
import { newWorld } from './world.ts';

const addresses = {
  awsEndpoint: inject('awsEndpoint'),
  kafkaBrokers: inject('kafkaBrokers'),
  schemaRegistryUrl: inject('schemaRegistryUrl'),
};
const recordOf = recordIn('test.account');

const all = async (world: World, isStopped?: () => boolean) => {
  const said: string[] = [];
  const outcome = await redrive({
    world,
    selection: {},
    say: (line) => said.push(line),
    ...(isStopped && { isStopped }),
  });
  return { ...outcome, said: said.join('\n') };
};

/** A key with `count` records, of which the first is refused. */
const withQueue = async (count: number) => {
  const tests = await newWorld(addresses);
  tests.trouble.refused.add(0);
  const records = Array.from({ length: count }, (_, offset) => recordOf(0, offset, 'k'));
  await tests.consume(batchOf(...records));
  expect(tests.handled).toEqual([]);
  return tests;
};

describe('a parked key', () => {
  it('is redriven in order, its letters go, and it is free', async () => {
    const { world, trouble, handled, queue, letters, held } = await withQueue(60);
    trouble.refused.clear();
    expect(await all(world)).toMatchObject({ records: 60, failed: 0 });
    expect(handled).toEqual(Array.from({ length: 60 }, (_, offset) => offset));
    expect(await letters()).toEqual([]);
    expect(await queue.counts()).toMatchObject({ visible: 0 });
    expect((await held([])).size).toBe(0);
  });

  it('stops at what still cannot be handled; what is before it is done', async () => {
    const { world, trouble, handled, marks, queue } = await withQueue(5);
    trouble.refused.clear();
    trouble.refused.add(2);
    const { failed, said } = await all(world);
    expect({ failed, handled }).toEqual({ failed: 1, handled: [0, 1] });
    expect(said).toContain(
      'stopped at test.account-0@2, which still cannot be handled: PermanentFailure: refused',
    );
    expect((await marks()).map(({ offset, attempts }) => [offset, attempts])).toEqual([
      [2, 1],
      [3, 0],
      [4, 0],
    ]);
    expect(await queue.counts()).toMatchObject({ visible: 3 });
  });

  it('that its function crashes with is redriven up to the culprit', async () => {
    const { world, trouble, handled, marks } = await withQueue(5);
    trouble.refused.clear();
    trouble.crashing.add(3);
    expect(await all(world)).toMatchObject({ records: 3, failed: 1 });
    expect(handled).toEqual([0, 1, 2]);
    expect(await marks()).toMatchObject([{ offset: 3, error: { name: 'FunctionError' } }, { offset: 4 }]);
  });

  it('goes on from where Ctrl-C ended it', async () => {
    const { world, trouble, handled, invocations } = await withQueue(60);
    trouble.refused.clear();
    const outcome = await all(world, () => invocations() >= 1);
    expect(outcome.records).toBe(25);
    expect(await all(world)).toMatchObject({ records: 35 });
    expect(handled).toEqual(Array.from({ length: 60 }, (_, offset) => offset));
  });

  it.each([
    ['the first request', 1],
    ['reading a letter', 3],
    ['between the effect and its mark', 6],
    ['between two marks', 8],
  ])('that a crash leaves at %s is redriven again, in order', async (_where, dying) => {
    const { world, trouble, handled, marks } = await withQueue(4);
    trouble.refused.clear();
    await expect(all(dyingAt(world, dying))).rejects.toThrow('crash');
    const left = (await marks()).map(({ offset }) => offset);
    expect(left).toEqual([0, 1, 2, 3].slice(4 - left.length));
    await all(world);
    expect(await marks()).toEqual([]);
    expect([...new Set(handled)]).toEqual([0, 1, 2, 3]);
  });

  it('whose letters a crash left in the queue is swept by the next redrive', async () => {
    const { world, trouble, queue } = await withQueue(3);
    trouble.refused.clear();
    const away: World['sqs'] = new Proxy(world.sqs, {
      get: (client, name) =>
        name === 'send' ? () => Promise.reject(new Error('crash')) : Reflect.get(client, name),
    });
    const { sqs, ...others } = world;
    await expect(
      redrive({ world: { ...others, sqs: away }, selection: { key: 'k' }, say: () => undefined }),
    ).rejects.toThrow('crash');
    expect(await queue.counts()).toMatchObject({ visible: 3 });
    expect(await all({ ...others, sqs })).toMatchObject({ records: 0, failed: 0 });
    expect(await queue.counts()).toMatchObject({ visible: 0 });
  });

  it('takes in what comes while it is redriven', async () => {
    const { world, trouble, handled, consume, marks } = await withQueue(3);
    trouble.refused.clear();
    let isFirst = true;
    const invoke: World['invoke'] = async (name, event) => {
      if (isFirst) {
        isFirst = false;
        // Its key is still marked, so it waits.
        await consume(batchOf(recordOf(0, 9, 'k')));
      }
      return world.invoke(name, event);
    };
    expect(await all({ ...world, invoke })).toMatchObject({ records: 4 });
    expect(handled).toEqual([0, 1, 2, 9]);
    expect(await marks()).toEqual([]);
  });

  it('keeps its large records in S3 until they are handled', async () => {
    const { world, trouble, handled, consume, bucket } = await newWorld(addresses);
    trouble.refused.add(0);
    await consume(batchOf(recordOf(0, 0, 'k', { value: 'A'.repeat(900_000) })));
    const at = { bucket, key: 'letters/test.consumer/test.account-0@0.json' };
    expect(await world.file.read(at)).toContain('AAAA');
    trouble.refused.clear();
    expect(await all(world)).toMatchObject({ records: 1 });
    expect(handled).toEqual([0]);
    await expect(world.file.read(at)).rejects.toThrow();
  });
});

/** A client whose process dies at its nth request. */
const dyingAt = (world: World, nth: number): World => {
  let sent = 0;
  const dynamodb = new Proxy(world.dynamodb, {
    get: (client, name) =>
      name !== 'send'
        ? Reflect.get(client, name)
        : (command: Parameters<typeof client.send>[0]) => {
            sent += 1;
            if (sent >= nth) throw new Error('crash');
            return client.send(command);
          },
  });
  return { ...world, dynamodb };
};

describe('what a mapping gave up', () => {
  const givenUp = async (offsets: readonly number[], earliest = 0) => {
    const tests = await newWorld(addresses);
    const topic = `test.given-up-${randomUUID()}`;
    const admin = tests.world.kafka.admin();
    const producer = tests.world.kafka.producer();
    await Promise.all([admin.connect(), producer.connect()]);
    await admin.createTopics({ topics: [{ topic, numPartitions: 2 }] });
    const messages = Array.from({ length: 12 }, (_, n) => ({
      key: `k${n % 3}`,
      value: String(n),
      partition: 1,
    }));
    await producer.send({ topic, messages });
    if (earliest > 0) {
      // Its client knows the leaders only of topics that it was asked about.
      await admin.fetchTopicOffsets(topic);
      const partitions = [{ partition: 1, offset: String(earliest) }];
      await admin.deleteTopicRecords({ topic, partitions });
    }
    await Promise.all([admin.disconnect(), producer.disconnect()]);
    const [first, last] = [offsets[0], offsets.at(-1)].map(String);
    const MessageBody = JSON.stringify({
      requestContext: {
        ...{ functionArn: 'arn:aws:lambda:eu-central-1:111111111111:function:the-function:$LATEST' },
        ...{ condition: 'RetryAttemptsExhausted', approximateInvokeCount: 11 },
      },
      responseContext: { statusCode: 200, functionError: 'Unhandled' },
      timestamp: '2026-11-25T00:00:00.000Z',
      KafkaBatchInfo: {
        batchSize: offsets.length,
        recordsInfo: { [`${topic}-1`]: { firstRecordOffset: first, lastRecordOffset: last } },
      },
    });
    const { url } = tests.queue;
    await tests.queue.sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody }));
    return { ...tests, topic };
  };

  it('is read back, its culprit is found and parked whole, and the others pass', async () => {
    const { world, trouble, handled, marks, queue, topic } = await givenUp([2, 3, 4, 5, 6, 7, 8]);
    trouble.crashing.add(4);
    const { said, messages } = await all(world);
    expect(messages).toBe(1);
    expect(said).toContain(`test.consumer crashes with ${topic}-1@4: it is parked`);
    // The later one of its key waits behind it.
    expect(await marks()).toMatchObject([
      { offset: 4, key: 'k1', error: { name: 'Crashed' } },
      { offset: 7, key: 'k1', error: { name: 'HeldBack' } },
    ]);
    expect([...new Set(handled)].sort()).toEqual([2, 3, 5, 6, 8]);
    trouble.crashing.clear();
    expect(await all(world)).toMatchObject({ records: 2, failed: 0 });
    expect(handled.slice(-2)).toEqual([4, 7]);
    expect(await queue.counts()).toMatchObject({ visible: 0 });
  });

  it('is partly gone when retention has passed some of it, and says so', async () => {
    const { world, handled, queue, topic } = await givenUp([2, 3, 4, 5, 6], 5);
    const { said, failed } = await all(world);
    expect(said).toContain(
      `${topic}-1: 2 to 4 are gone, retention has passed them; the earliest that Kafka still has is 5`,
    );
    expect({ failed, handled }).toEqual({ failed: 1, handled: [5, 6] });
    expect(await queue.counts()).toMatchObject({ visible: 1 });
  });
});

describe('messages', () => {
  it('that are deadlines go back to their queue, and others say that nobody knows where', async () => {
    const { world, queue, deadlines } = await newWorld(addresses);
    const deadline = {
      id: 'd',
      aggregate: 'test/account',
      at: 1,
      command: { type: 'Any', data: {} },
      correlationId: 'c',
    };
    for (const MessageBody of [JSON.stringify(deadline), 'something else']) {
      await queue.sqs.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody }));
    }
    const { messages, failed, said } = await all(world);
    expect({ messages, failed }).toEqual({ messages: 1, failed: 1 });
    expect(said).toContain('it came from no queue that is known');
    expect((await deadlines.receive(1)).map((body) => JSON.parse(body))).toEqual([deadline]);
    expect(await queue.counts()).toMatchObject({ visible: 1 });
  });
});

describe('the list', () => {
  it('tells every key, however many pages there are, and takes none away', async () => {
    const { world, trouble, consume, queue } = await newWorld(addresses);
    const count = 600;
    for (let from = 0; from < count; from += 100) {
      const records = Array.from({ length: 100 }, (_, n) => recordOf(0, from + n, `k${(from + n) % 150}`));
      for (const { offset } of records) trouble.refused.add(offset);
      await consume(batchOf(...records));
    }
    for (const _again of [1, 2]) {
      const listed = [];
      for await (const entry of list(world, {})) listed.push(entry);
      expect(listed).toHaveLength(150);
      expect(listed.every((entry) => entry.kind === 'key' && entry.records === 4)).toBe(true);
    }
    expect(await queue.counts()).toMatchObject({ visible: count });
  });
});
