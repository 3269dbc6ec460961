/** The consumer: each event once, keys in turn, and the right records reported. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { MSKEvent, MSKRecord } from 'aws-lambda';
import { describe, expect, inject, it } from 'vitest';
import { eachEvent } from '../../functions/platform/consumer.ts';
import { PermanentFailure, TransientFailure } from '../../functions/platform/failure.ts';
import type { IncomingRecord } from '../../functions/platform/incoming.ts';
import { parkIn } from '../../functions/platform/park.ts';
import { type Heard, type Reader, readerOf } from '../../functions/platform/reader.ts';
import { outgoing } from '../../functions/platform/wire.ts';
import { clientConfiguration } from '../../local/emulated-aws.ts';
import { type AccountEvent, newAccounts } from './account.ts';

const { accounts, contract, registry } = await newAccounts(
  inject('awsEndpoint'),
  inject('schemaRegistryUrl'),
);
const { topic } = contract;

const recordOf = (
  partition: number,
  offset: number,
  key: string,
  extra: Partial<MSKRecord> = {},
): MSKRecord => ({
  topic,
  partition,
  offset,
  timestamp: 1_700_000_000_000,
  timestampType: 'CREATE_TIME',
  key: Buffer.from(key).toString('base64'),
  value: Buffer.from(key).toString('base64'),
  headers: [],
  ...extra,
});

const batchOf = (...records: MSKRecord[]): MSKEvent => ({
  eventSource: 'aws:kafka',
  eventSourceArn: 'arn',
  bootstrapServers: 'nowhere',
  records: Object.groupBy(
    records,
    ({ topic: name, partition }) => `${name}-${partition}`,
  ) as MSKEvent['records'],
});

/** Hears every record, as the record itself. */
const everything: Reader<{ type: 'Record'; data: IncomingRecord }> = async (record) => ({
  event: { type: 'Record', data: record },
  cause: { id: String(record.offset), correlationId: '' },
});

const consumerOf = (handle: (record: IncomingRecord) => Promise<object>, concurrency = 16) => {
  const parked: number[] = [];
  const consume = eachEvent({
    read: everything,
    handle: ({ event: { data } }: Heard<{ type: 'Record'; data: IncomingRecord }>) => handle(data),
    park: async ({ offset }) => {
      parked.push(offset);
    },
    failed: () => undefined,
    concurrency,
  });
  return { consume, parked };
};

const reported = async (outcome: ReturnType<ReturnType<typeof consumerOf>['consume']>) =>
  (await outcome).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);

describe('a batch', () => {
  it('is handled key by key in turn, and keys side by side within their bound', async () => {
    const log: string[] = [];
    let atOnce = 0;
    let most = 0;
    const { consume } = consumerOf(async ({ key, offset }) => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      log.push(`start ${key} ${offset}`);
      await sleep(offset % 3);
      log.push(`end ${key} ${offset}`);
      atOnce -= 1;
      return {};
    }, 3);
    const records = Array.from({ length: 24 }, (_, n) => recordOf(0, n, `k${n % 6}`));
    expect(await consume(batchOf(...records))).toEqual({ batchItemFailures: [] });
    for (const key of ['k0', 'k1', 'k2', 'k3', 'k4', 'k5']) {
      const own = log.filter((line) => line.split(' ')[1] === key);
      const expected = records
        .map((_, n) => n)
        .filter((n) => `k${n % 6}` === key)
        .flatMap((n) => [`start ${key} ${n}`, `end ${key} ${n}`]);
      expect(own).toEqual(expected);
    }
    expect(most).toBe(3);
  });

  it('reports what failed with every later record of its partition, and of no other', async () => {
    const { consume, parked } = consumerOf(async ({ partition, offset }) => {
      if (partition === 1 && offset === 11) throw new TransientFailure('not now');
      return {};
    });
    const outcome = consume(
      batchOf(
        recordOf(0, 1, 'a'),
        recordOf(0, 2, 'b'),
        recordOf(1, 10, 'c'),
        recordOf(1, 11, 'd'),
        recordOf(1, 12, 'e'),
        recordOf(1, 13, 'd'),
      ),
    );
    const partition = `${topic}-1`;
    expect(await reported(outcome)).toEqual([11, 12, 13].map((offset) => ({ partition, offset })));
    expect(parked).toEqual([]);
  });

  it('handles no later record of a key when an earlier one failed', async () => {
    const handled: number[] = [];
    const { consume } = consumerOf(async ({ offset }) => {
      if (offset === 1) throw new TransientFailure('not now');
      handled.push(offset);
      return {};
    });
    await consume(batchOf(recordOf(0, 1, 'a'), recordOf(0, 2, 'a'), recordOf(0, 3, 'b')));
    expect(handled).toEqual([3]);
  });

  it('parks what can never be handled, a refusal too, and goes on', async () => {
    const { consume, parked } = consumerOf(async ({ offset }) => {
      if (offset === 1) throw new PermanentFailure('never');
      return offset === 2 ? { refused: 'unknown-order', detail: 'there is none' } : {};
    });
    const batch = batchOf(recordOf(0, 1, 'a'), recordOf(0, 2, 'a'), recordOf(0, 3, 'a'));
    expect(await reported(consume(batch))).toEqual([]);
    expect(parked).toEqual([1, 2]);
  });

  it('reports what could not be parked', async () => {
    const consume = eachEvent({
      read: everything,
      handle: async () => {
        throw new PermanentFailure('never');
      },
      park: async () => {
        throw new Error('the queue is away');
      },
      failed: () => undefined,
    });
    expect((await consume(batchOf(recordOf(0, 1, 'a')))).batchItemFailures).toHaveLength(1);
  });
});

describe('a parked record', () => {
  it('is in the queue whole, with its error', async () => {
    const sqs = new SQSClient({
      ...clientConfiguration(inject('awsEndpoint')),
      useQueueUrlAsEndpoint: false,
    });
    const { QueueUrl = '' } = await sqs.send(
      new CreateQueueCommand({ QueueName: `letters-${randomUUID()}` }),
    );
    const original = recordOf(1, 7, 'k', { headers: [{ ce_id: [...Buffer.from('x.1')] }] });
    const consume = eachEvent({
      read: everything,
      handle: async () => {
        throw new PermanentFailure('no such field', { cause: new Error('amount') });
      },
      park: parkIn(sqs, QueueUrl, 'test.consumer'),
      failed: () => undefined,
    });
    expect(await consume(batchOf(original))).toEqual({ batchItemFailures: [] });
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
    expect(Messages.map(({ Body = '' }) => JSON.parse(Body))).toMatchObject([
      {
        consumer: 'test.consumer',
        error: { name: 'PermanentFailure', message: 'no such field', cause: { message: 'amount' } },
        record: original,
      },
    ]);
  });
});

describe('a reader', () => {
  const read = readerOf<AccountEvent>({
    consumer: 'test.consumer',
    registry,
    contracts: [contract],
    heard: ['Deposited'],
  });

  const published = async (type: AccountEvent['type'], accountId: string, source = '/test/account') => {
    const data = { accountId, amount: 5, note: null };
    const context = {
      source,
      subject: accountId,
      id: `${accountId}.1`,
      sequence: 1,
      at: 0,
      correlationId: 'c',
      causationId: 'x',
    };
    const { key, headers, value } = await outgoing({ type, data }, [contract], context, registry);
    return recordOf(0, 1, key, {
      value: Buffer.from(value).toString('base64'),
      headers: Object.entries(headers).map(([name, text]) => ({ [name]: [...Buffer.from(text)] })),
    });
  };

  const consume = eachEvent<AccountEvent>({
    read,
    handle: ({ event: { data }, cause }) => accounts.handle({ type: 'Deposit', data }, cause),
    park: async (_record, error) => {
      throw error;
    },
    failed: (_record, error) => {
      throw error;
    },
  });

  it('gives one event its effect once, however often it is delivered', async () => {
    const id = randomUUID();
    const batch = batchOf(await published('Deposited', id));
    await Promise.all([consume(batch), consume(batch), consume(batch)]);
    await consume(batch);
    expect(await accounts.read(id)).toEqual({ version: 1, state: { balance: 5 } });
  });

  it('takes the same id from two sources for two events', async () => {
    const id = randomUUID();
    await consume(batchOf(await published('Deposited', id, '/test/one')));
    await consume(batchOf(await published('Deposited', id, '/test/other')));
    expect(await accounts.read(id)).toEqual({ version: 2, state: { balance: 10 } });
  });

  it('passes over what it does not want without reading it', async () => {
    const unread = { ...(await published('Withdrawn', randomUUID())), value: 'AAAA' };
    expect(await consume(batchOf(unread))).toEqual({ batchItemFailures: [] });
  });

  it.each([
    ['without a value', { value: null as unknown as string }],
    ['without an id', { headers: [{ ce_type: [...Buffer.from('test.account.Deposited')] }] }],
    ['that is not framed', { value: Buffer.from('{}').toString('base64') }],
  ])('finds for good that it cannot read an event %s', async (_what, change) => {
    const parked: Error[] = [];
    const outcome = await eachEvent<AccountEvent>({
      read,
      handle: async () => ({}),
      park: async (_record, error) => {
        parked.push(error);
      },
      failed: () => undefined,
    })(batchOf({ ...(await published('Deposited', randomUUID())), ...change }));
    expect(outcome).toEqual({ batchItemFailures: [] });
    expect(parked.map(({ name }) => name)).toEqual(['PermanentFailure']);
  });
});
