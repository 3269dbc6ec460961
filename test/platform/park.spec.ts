/** Parking on the emulated DynamoDB, SQS and S3: nothing is lost, nothing is parked twice, and a key waits as a whole. */
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, inject, it } from 'vitest';
import { eachEvent } from '../../functions/platform/consumer/consumer.ts';
import { heldIn } from '../../functions/platform/consumer/held.ts';
import { letterIn } from '../../functions/platform/consumer/letter.ts';
import { incoming } from '../../functions/platform/contract/incoming.ts';
import { PermanentFailure, TransientFailure } from '../../functions/platform/failure.ts';
import { clientConfiguration } from '../../local/emulated-aws.ts';
import { newParking } from './parked.ts';
import { batchOf, originOf, recordIn } from './records.ts';

const recordOf = recordIn('test.account');
const awsEndpoint = inject('awsEndpoint');
const never = new PermanentFailure('no such field', { cause: new Error('amount') });

/** A consumer that refuses what is in `poison`, and tells what it handled. */
const consumerOn = async (poison: ReadonlySet<number>) => {
  const parking = await newParking(awsEndpoint);
  const handled: number[] = [];
  const failed: number[] = [];
  const consume = eachEvent({
    read: async (record) => ({
      event: { type: 'Any', data: record },
      cause: { id: 'c', by: 'a test', correlationId: 'c' },
      origin: originOf(record),
    }),
    handle: async ({ origin: { offset } }) => {
      if (poison.has(offset)) throw never;
      handled.push(offset);
      return {};
    },
    park: parking.park,
    held: parking.held,
    failed: ({ offset }) => failed.push(offset),
  });
  return { ...parking, consume, handled, failed };
};

describe('a parked record', () => {
  it('is in the queue and in the table whole, with its error', async () => {
    const { consume, letters, queue, marks } = await consumerOn(new Set([7]));
    const original = recordOf(1, 7, 'k', { headers: [{ ce_type: [...Buffer.from('test.Any')] }] });
    expect(await consume(batchOf(original))).toEqual({ batchItemFailures: [] });
    const expected = {
      consumer: 'test.consumer',
      attempts: 1,
      firstAt: expect.stringMatching(/^\d{4}-.*Z$/),
      error: {
        name: 'PermanentFailure',
        message: 'no such field',
        stack: expect.stringContaining('park.spec.ts'),
        cause: { message: 'amount' },
      },
      record: original,
    };
    expect((await queue.receive(1)).map((body) => JSON.parse(body))).toMatchObject([expected]);
    expect((await letters()).map(({ letter }) => letterIn(letter))).toMatchObject([expected]);
    expect(await marks()).toMatchObject([
      { topic: 'test.account', partition: 1, offset: 7, key: 'k', type: 'test.Any', attempts: 1 },
    ]);
  });

  it('holds back the later ones of its key, in this batch and the next, and no others', async () => {
    const { consume, handled, marks } = await consumerOn(new Set([1]));
    await consume(batchOf(recordOf(0, 1, 'a'), recordOf(0, 2, 'b'), recordOf(0, 3, 'a')));
    await consume(batchOf(recordOf(0, 4, 'a'), recordOf(0, 5, 'b'), recordOf(0, 6, 'ab')));
    expect(handled.sort()).toEqual([2, 5, 6]);
    expect((await marks()).map(({ offset, attempts }) => [offset, attempts])).toEqual([
      [1, 1],
      [3, 0],
      [4, 0],
    ]);
  });

  it('that has no key holds nobody back', async () => {
    const { consume, handled, marks } = await consumerOn(new Set([1]));
    await consume(batchOf(recordOf(0, 1, ''), recordOf(0, 2, '')));
    await consume(batchOf(recordOf(0, 3, '')));
    expect(handled).toEqual([2, 3]);
    expect(await marks()).toHaveLength(1);
  });

  it('that comes again is parked once, and keeps its own error', async () => {
    const { consume, queue, marks } = await consumerOn(new Set([1]));
    const batch = batchOf(recordOf(0, 1, 'a'), recordOf(0, 2, 'a'));
    await consume(batch);
    await consume(batch);
    expect((await marks()).map(({ error }) => (error as Error).name)).toEqual([
      'PermanentFailure',
      'HeldBack',
    ]);
    expect(await queue.counts()).toMatchObject({ visible: 2 });
  });

  it('that the queue did not take comes again, and then its letter is sent', async () => {
    const parking = await newParking(awsEndpoint);
    const record = incoming(recordOf(0, 1, 'a'));
    await expect(parking.parkedWithoutQueue()(record, never)).rejects.toThrow();
    expect(await parking.queue.counts()).toMatchObject({ visible: 0 });
    await parking.park(record, never);
    expect(await parking.queue.counts()).toMatchObject({ visible: 1 });
    expect(await parking.marks()).toMatchObject([{ offset: 1, announced: true }]);
  });

  it('that is too large for a queue is in S3, and a pointer stands in its place', async () => {
    const { consume, letters, queue, bucket } = await consumerOn(new Set([7]));
    const original = recordOf(0, 7, 'k', { value: 'A'.repeat(900_000) });
    expect(await consume(batchOf(original))).toEqual({ batchItemFailures: [] });
    const [body = ''] = await queue.receive(1);
    const pointer = { consumer: 'test.consumer', recordAt: { bucket } };
    expect(letterIn(body)).toMatchObject(pointer);
    expect((await letters()).map(({ letter }) => letterIn(letter))).toMatchObject([pointer]);
    const letter = letterIn(body);
    const at = letter !== undefined && 'recordAt' in letter ? letter.recordAt : { bucket: '', key: '' };
    const s3 = new S3Client({ ...clientConfiguration(awsEndpoint), forcePathStyle: true });
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: at.bucket, Key: at.key }));
    expect(letterIn((await Body?.transformToString()) ?? '')).toMatchObject({ record: original });
  });
});

describe('which keys are held', () => {
  it('is known of every key, however many are parked', async () => {
    const { park, held } = await newParking(awsEndpoint);
    const keys = Array.from({ length: 130 }, (_, n) => `k${n}`);
    for (const [offset, key] of keys.entries()) await park(incoming(recordOf(0, offset, key)), never);
    const asked = [...keys, 'k', 'k1#', 'other', 'k1300'].map((key, n) =>
      incoming(recordOf(0, 500 + n, key)),
    );
    const ids = await held(asked);
    const isHeld = asked.filter(({ key }) => ids.has(`test.account#${encodeURIComponent(key)}`));
    expect(isHeld.map(({ key }) => key)).toEqual(keys);
  });

  it('is no other topic’s business, and long keys have room', async () => {
    const { park, held, marks } = await newParking(awsEndpoint);
    const long = '€'.repeat(600);
    await park(incoming(recordOf(0, 1, long)), never);
    expect((await held([])).size).toBe(1);
    expect((await marks()).map(({ key }) => key)).toEqual([long.slice(0, 500)]);
    expect([...(await held([]))][0]).toMatch(/^test\.account#~[0-9a-f]{64}$/);
  });

  it('makes a batch come again when it cannot be told', async () => {
    const { client, failed } = { ...(await newParking(awsEndpoint)), failed: [] as unknown[] };
    const consume = eachEvent({
      read: async () => undefined,
      handle: async () => ({}),
      park: async () => undefined,
      held: heldIn(client, 'no-such-table', 'test.consumer'),
      failed: (_record, error) => failed.push(error),
    });
    const outcome = await consume(batchOf(recordOf(0, 1, 'a'), recordOf(0, 2, 'b'), recordOf(1, 1, 'c')));
    expect(outcome.batchItemFailures).toHaveLength(3);
    expect(failed).toEqual([expect.any(TransientFailure)]);
  });
});
