/** A window of the tests' own, small enough to reason about: rows count what they took, sums add numbers up. */
import { PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { MSKRecord } from 'aws-lambda';
import type { Park } from '../../functions/platform/consumer/park.ts';
import type { IncomingRecord } from '../../functions/platform/contract/incoming.ts';
import type { Heard, Reader } from '../../functions/platform/contract/reader.ts';
import { PermanentFailure, TransientFailure } from '../../functions/platform/failure.ts';
import { eachPartition } from '../../functions/platform/window/consumer.ts';
import { type WindowStore, windowStore } from '../../functions/platform/window/store.ts';
import type { Window } from '../../functions/platform/window/window.ts';
import { dynamodbAt, newTable } from '../tables.ts';
import { headersFrom, recordIn } from './records.ts';

export const topic = 'test.tally';

export interface Counted {
  readonly type: 'Counted';
  readonly data: { readonly id: string; readonly sums: { readonly [name: string]: number } };
}

export interface Tally {
  readonly count: number;
}

export const tally: Window<Counted, Tally> = {
  keyOf: ({ data: { id } }) => ({ pk: `tally#${id}`, sk: 'tally' }),
  fold: (row, { data: { sums } }) => ({
    row: { count: (row?.count ?? 0) + 1 },
    additions: Object.entries(sums).map(([name, total]) => ({
      key: { pk: 'sums', sk: name },
      add: { total, times: 1 },
    })),
  }),
};

/** `broken` cannot be read for good, `later` not yet; the rest is JSON. */
export const readingOf = (later: () => boolean = () => true): Reader<Counted> => {
  return async ({ key, value, headers, topic: from, partition, offset }: IncomingRecord) => {
    if (key === 'unwanted') return undefined;
    if (key === 'broken' && later()) throw new PermanentFailure('no such field');
    if (key === 'later' && later()) throw new TransientFailure('the registry is away');
    const data = JSON.parse(Buffer.from(value ?? '').toString()) as Counted['data'];
    const origin = { source: '/test/tally', subject: data.id, sequence: Number(headers.ce_sequence), at: 0 };
    const cause = { id: `${data.id}.${offset}`, by: 'test', correlationId: 'c' };
    return { event: { type: 'Counted', data }, cause, origin: { ...origin, topic: from, partition, offset } };
  };
};

const recordOf = recordIn(topic);

/** @param sequence of the event within its tally */
export const counted = (
  [partition, offset]: readonly [number, number],
  id: string,
  sequence: number | undefined,
  sums: Counted['data']['sums'],
  key = id,
): MSKRecord =>
  recordOf(partition, offset, key, {
    timestamp: 1_000 + offset,
    value: Buffer.from(JSON.stringify({ id, sums })).toString('base64'),
    headers: headersFrom(sequence === undefined ? {} : { ce_sequence: String(sequence) }),
  });

/** As `stepOf` and `planOf` take it. */
export const heardOf = (id: string, sequence: number, sums: Counted['data']['sums']): Heard<Counted> => ({
  event: { type: 'Counted', data: { id, sums } },
  cause: { id: `${id}.${sequence}`, by: 'test', correlationId: 'c' },
  origin: { source: '/test/tally', subject: id, sequence, at: 0, topic, partition: 0, offset: sequence },
});

/** A table of its own on the emulator, with the consumer that counts into it. */
export const newTally = async (awsEndpoint: string) => {
  const dynamodb = dynamodbAt(awsEndpoint);
  const table = await newTable(dynamodb, 'windows');
  const store = windowStore(dynamodb, table);
  const letters: number[] = [];
  const failures: unknown[] = [];
  const toLetters: Park = async ({ offset }) => {
    letters.push(offset);
  };
  const consumerOf = (
    read: Reader<Counted> = readingOf(),
    over: WindowStore = store,
    park: Park = toLetters,
    isRedrive = false,
  ) =>
    eachPartition<Counted, Tally>({
      consumer: 'test.tally',
      read,
      window: tally,
      store: over,
      park,
      failed: (_record, error) => failures.push(error),
      isRedrive,
    });
  const itemsOf = async (pk: string) => {
    const query = new QueryCommand({
      TableName: table,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: pk } },
    });
    return ((await dynamodb.send(query)).Items ?? []).map((item) => unmarshall(item));
  };
  return {
    store,
    letters,
    failures,
    consumerOf,
    itemsOf,
    put: (item: object) => dynamodb.send(new PutItemCommand({ TableName: table, Item: marshall(item) })),
    position: async (partition: number) =>
      (await store.read({ consumer: 'test.tally', topic, partition }, [])).position,
    /** By its name, what a sum holds. */
    sums: async (): Promise<{ readonly [name: string]: readonly [total: number, times: number] }> =>
      Object.fromEntries((await itemsOf('sums')).map(({ sk, total, times }) => [sk, [total, times]])),
  };
};
