/** The whole road of an event: commit, stream, relay, Kafka, consumer; each step taken twice, one effect. */
import { randomUUID } from 'node:crypto';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { MSKRecord } from 'aws-lambda';
import { afterAll, expect, inject, it } from 'vitest';
import { eachEvent } from '../../functions/platform/consumer/consumer.ts';
import { readerOf } from '../../functions/platform/contract/reader.ts';
import { armIn } from '../../functions/platform/deadline/deadline-queue.ts';
import { orderedProducer } from '../../functions/platform/relay/producer.ts';
import { relay } from '../../functions/platform/relay/relay.ts';
import { type AccountEvent, causeOf, deposit, newAccounts, withdraw } from './account.ts';
import { batchOf, headersFrom, recordIn } from './records.ts';
import { streamOf } from './table-stream.ts';
import { createTopic, type ReadRecord, recordsIn } from './topics.ts';

const awsEndpoint = inject('awsEndpoint');
const brokers = inject('kafkaBrokers').split(',');
const [bank, mirror] = await Promise.all([
  newAccounts(awsEndpoint, inject('schemaRegistryUrl')),
  newAccounts(awsEndpoint, inject('schemaRegistryUrl')),
]);
const producer = orderedProducer({ clientId: 'relay', brokers });
afterAll(() => producer.close());

/** What the bank says, done again in accounts of its own. */
const consume = eachEvent<AccountEvent>({
  read: readerOf<AccountEvent>({
    consumer: 'test.mirror',
    registry: bank.registry,
    contracts: [bank.contract],
    heard: ['Deposited', 'Withdrawn'],
  }),
  handle: ({ event: { type, data }, cause }) =>
    mirror.accounts.handle({ type: type === 'Deposited' ? 'Deposit' : 'Withdraw', data }, cause),
  park: async (_record, error) => {
    throw error;
  },
  failed: (_record, error) => {
    throw error;
  },
});

const asLambdaHasIt = ({ partition, offset, key, value, headers }: ReadRecord): MSKRecord =>
  recordIn(bank.contract.topic)(partition, offset, key, {
    value: value.toString('base64'),
    headers: headersFrom(headers),
  });

it('has the same effect in another context, in the same order, however often it is sent and delivered', async () => {
  const ids = Array.from({ length: 4 }, () => randomUUID());
  for (const id of ids) {
    await bank.accounts.handle(deposit(id, 5), causeOf('one'));
    await bank.accounts.handle(withdraw(id, 5), causeOf('two'));
    await bank.accounts.handle(deposit(id, 3), causeOf('three'));
  }
  await createTopic(brokers, bank.contract.topic);
  const Records = await streamOf({ ...bank, awsEndpoint });
  const send = relay(producer, armIn(new SQSClient({}), undefined));
  expect(await send({ Records })).toBe(12);
  expect(await send({ Records })).toBe(12);
  const records = (await recordsIn(brokers, bank.contract.topic, 24)).map(asLambdaHasIt);
  expect(await consume(batchOf(...records))).toEqual({ batchItemFailures: [] });
  expect(await consume(batchOf(...records))).toEqual({ batchItemFailures: [] });
  for (const id of ids) expect(await mirror.accounts.read(id)).toEqual({ version: 3, state: { balance: 3 } });
});
