/** The reader in front of real commits: one effect per event, and nothing for what was not asked for. */
import { randomUUID } from 'node:crypto';
import type { MSKRecord } from 'aws-lambda';
import { describe, expect, inject, it } from 'vitest';
import { eachEvent } from '../../functions/platform/consumer/consumer.ts';
import { readerOf } from '../../functions/platform/contract/reader.ts';
import { outgoing } from '../../functions/platform/contract/wire.ts';
import { type AccountEvent, contextOf, newAccounts } from './account.ts';
import { batchOf, headersFrom, recordIn } from './records.ts';

const { accounts, contract, registry } = await newAccounts(
  inject('awsEndpoint'),
  inject('schemaRegistryUrl'),
);
const recordOf = recordIn(contract.topic);

describe('a reader', () => {
  const read = readerOf<AccountEvent>({
    consumer: 'test.consumer',
    registry,
    contracts: [contract],
    heard: ['Deposited'],
  });

  const published = async (
    type: AccountEvent['type'],
    accountId: string,
    source?: string,
  ): Promise<MSKRecord> => {
    const data = { accountId, amount: 5, note: null };
    const message = await outgoing({ type, data }, [contract], contextOf(accountId, source), registry);
    return recordOf(0, 1, message.key, {
      value: Buffer.from(message.value).toString('base64'),
      headers: headersFrom(message.headers),
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
    ['without headers', { headers: [] }],
    ['on a topic that it does not listen to', { topic: 'test.other' }],
  ])('passes over what comes %s', async (_what, change) => {
    const id = randomUUID();
    const stray = { ...(await published('Deposited', id)), ...change };
    expect(await consume(batchOf(stray))).toEqual({ batchItemFailures: [] });
    expect((await accounts.read(id)).version).toBe(0);
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
