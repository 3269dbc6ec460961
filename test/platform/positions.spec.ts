/** Positions on real DynamoDB: each partition's beginning and how far it is, forwards only. */
import { randomUUID } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import { TransientFailure } from '../../functions/platform/failure.ts';
import { positionsIn } from '../../functions/platform/projection/positions.ts';
import { dynamodbAt, newTable } from '../tables.ts';

const client = dynamodbAt(inject('awsEndpoint'));
const base = await newTable(client, 'projection');
const topic = 'test.topic';

it('go forwards, keep their beginning, and are not thrown back by a batch that comes again', async () => {
  let now = 1_000;
  const { record, read } = positionsIn(client, base, () => now);
  const version = randomUUID();
  await record(version, { topic, partition: 0, first: 3, last: 9 });
  now = 2_000;
  await record(version, { topic, partition: 0, first: 10, last: 19 });
  await record(version, { topic, partition: 0, first: 3, last: 9 });
  await record(version, { topic, partition: 11, first: 0, last: 0 });
  expect(await read(version)).toMatchObject([
    { topic, partition: 0, first: 3, last: 19, startedAt: 1_000 },
    { topic, partition: 11, first: 0, last: 0, startedAt: 2_000 },
  ]);
});

it('of one version are not those of another', async () => {
  const { record, read } = positionsIn(client, base);
  const [one, two] = [randomUUID(), randomUUID()];
  await record(one, { topic, partition: 0, first: 0, last: 9 });
  expect(await read(two)).toEqual([]);
});

it('that cannot be written may be tried again', async () => {
  const { record } = positionsIn(client, 'there-is-none');
  await expect(record('v', { topic, partition: 0, first: 0, last: 9 })).rejects.toThrow(TransientFailure);
});
