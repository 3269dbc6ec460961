/** Deadlines on real SQS and DynamoDB: they leave with their event, wait, and have their effect once. */
import { randomUUID } from 'node:crypto';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { aggregate } from '../../functions/platform/commit/aggregate.ts';
import type { Decider, Message } from '../../functions/platform/commit/decider.ts';
import type { Cause } from '../../functions/platform/contract/cause.ts';
import type { ArmedDeadline } from '../../functions/platform/deadline/deadline.ts';
import { eachDeadline } from '../../functions/platform/deadline/deadline-handler.ts';
import { armIn } from '../../functions/platform/deadline/deadline-queue.ts';
import { orderedProducer } from '../../functions/platform/relay/producer.ts';
import { relay } from '../../functions/platform/relay/relay.ts';
import { serve } from '../../local/http-server.ts';
import {
  type AccountCommand,
  type AccountEvent,
  type AccountState,
  account,
  causeOf,
  deposit,
  newAccounts,
  withdraw,
} from './account.ts';
import { newQueue, sqsRecordOf } from './queues.ts';
import { streamOf } from './table-stream.ts';
import { createTopic } from './topics.ts';

const awsEndpoint = inject('awsEndpoint');
const brokers = inject('kafkaBrokers').split(',');
const bank = await newAccounts(awsEndpoint, inject('schemaRegistryUrl'));
await createTopic(brokers, bank.contract.topic);
const producer = orderedProducer({ clientId: 'relay', brokers });
afterAll(() => producer.close());

const noon = Date.UTC(2026, 10, 24, 12);
const minute = 60_000;

/** What was paid in is paid out again after 20 minutes. */
const lending: Decider<AccountCommand, AccountState, AccountEvent> = {
  ...account,
  deadlines: ({ type, data }) =>
    type === 'Deposited' ? [{ at: noon + 20 * minute, command: withdraw(data.accountId, data.amount) }] : [],
};
const accounts = aggregate({ ...bank, name: 'test/account', decider: lending, publishes: bank.contract });
const aggregates = {
  'test/account': (command: Message, cause: Cause) => accounts.handle(command as AccountCommand, cause),
};

const handlerAt = (now: number, { sqs, url }: Awaited<ReturnType<typeof newQueue>>) =>
  eachDeadline({ arm: armIn(sqs, url, () => now), aggregates, now: () => now });

const deadlineOf = (accountId: string, changes: Partial<ArmedDeadline> = {}): string =>
  JSON.stringify({
    id: `${accountId}.1.1`,
    aggregate: 'test/account',
    at: noon,
    command: withdraw(accountId, 5),
    correlationId: 'c',
    ...changes,
  });

describe('a deadline', () => {
  it('leaves through the outbox with its event, and waits as long as a queue can', async () => {
    const id = randomUUID();
    await accounts.handle(deposit(id, 5), causeOf('one'));
    const queue = await newQueue(awsEndpoint);
    const Records = (await streamOf({ ...bank, awsEndpoint })).filter((record) =>
      JSON.stringify(record.dynamodb?.Keys).includes(`${id}"},"sk":{"S":"head`),
    );
    const early = relay(
      producer,
      armIn(queue.sqs, queue.url, () => noon),
    );
    expect(await early({ Records })).toBe(2);
    expect(await queue.counts()).toEqual({ visible: 0, delayed: 1 });
    const due = relay(
      producer,
      armIn(queue.sqs, queue.url, () => noon + 20 * minute),
    );
    expect(await due({ Records })).toBe(2);
    const [body = ''] = await queue.receive(1);
    expect(JSON.parse(body)).toEqual({
      id: `${id}.1.1`,
      aggregate: 'test/account',
      at: noon + 20 * minute,
      command: withdraw(id, 5),
      correlationId: 'about-one',
    });
  });

  it('is armed again when it comes before its time, and does nothing yet', async () => {
    const id = randomUUID();
    const queue = await newQueue(awsEndpoint);
    await accounts.handle(deposit(id, 5), causeOf('one'));
    const Records = [sqsRecordOf(deadlineOf(id))];
    const longBefore = await newQueue(awsEndpoint);
    await handlerAt(noon - 15 * minute, longBefore)({ Records });
    expect(await longBefore.counts()).toEqual({ visible: 0, delayed: 1 });
    const early = handlerAt(noon - 1, queue);
    expect(await early({ Records })).toEqual({ batchItemFailures: [] });
    expect(await accounts.read(id)).toMatchObject({ version: 1, state: { balance: 5 } });
    expect(JSON.parse((await queue.receive(1))[0] ?? '')).toEqual(JSON.parse(deadlineOf(id)));
  });

  it('has its effect once, however often it comes', async () => {
    const id = randomUUID();
    await accounts.handle(deposit(id, 7), causeOf('one'));
    await accounts.handle(deposit(id, 7), causeOf('two'));
    const due = handlerAt(noon, await newQueue(awsEndpoint));
    const record = sqsRecordOf(deadlineOf(id));
    await Promise.all([due({ Records: [record, record] }), due({ Records: [record] })]);
    expect(await due({ Records: [record] })).toEqual({ batchItemFailures: [] });
    expect(await accounts.read(id)).toMatchObject({ version: 3, state: { balance: 9 } });
  });

  it('that comes too late is done', async () => {
    const due = handlerAt(noon, await newQueue(awsEndpoint));
    const none = randomUUID();
    expect(await due({ Records: [sqsRecordOf(deadlineOf(none))] })).toEqual({ batchItemFailures: [] });
    expect(await accounts.read(none)).toMatchObject({ version: 0 });
  });

  it('that cannot be handled stays in the queue, alone', async () => {
    const id = randomUUID();
    await accounts.handle(deposit(id, 7), causeOf('one'));
    const due = handlerAt(noon, await newQueue(awsEndpoint));
    const Records = [
      sqsRecordOf('{', 'not JSON'),
      sqsRecordOf('{"id":"1"}', 'not a deadline'),
      sqsRecordOf(deadlineOf(id, { aggregate: 'test/stranger' }), 'of a stranger'),
      sqsRecordOf(deadlineOf(id, { command: deposit(id, 0.5) }), 'not encodable'),
      sqsRecordOf(deadlineOf(id), 'good'),
    ];
    const { batchItemFailures } = await due({ Records });
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual([
      'not JSON',
      'not a deadline',
      'of a stranger',
      'not encodable',
    ]);
    expect(await accounts.read(id)).toMatchObject({ version: 2, state: { balance: 2 } });
  });
});

describe('a queue that is away', () => {
  const away = new SQSClient({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
    useQueueUrlAsEndpoint: false,
  });

  it('lets the whole batch come again', async () => {
    const deadline = JSON.parse(deadlineOf('a')) as ArmedDeadline;
    const lost = armIn(away, 'http://127.0.0.1:1/queue')([deadline]);
    await expect(lost).rejects.toMatchObject({ name: 'TransientFailure' });
  });

  it('or takes some only, lets the whole batch come again', async () => {
    const Failed = [{ Id: '0', Code: 'InternalError', SenderFault: false }];
    const { url, stop } = await serve((_request, response) => response.end(JSON.stringify({ Failed })), 0);
    onTestFinished(stop);
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
    const sqs = new SQSClient({
      region: 'us-east-1',
      endpoint: url,
      credentials,
      useQueueUrlAsEndpoint: false,
    });
    const lost = armIn(sqs, `${url}/queue`)([JSON.parse(deadlineOf('a')) as ArmedDeadline]);
    await expect(lost).rejects.toThrow(/the queue refused .*InternalError/);
  });

  it('asks nothing when there is no deadline, and says when there is no queue', async () => {
    await armIn(away, 'http://127.0.0.1:1/queue')([]);
    const deadline = JSON.parse(deadlineOf('a')) as ArmedDeadline;
    await expect(armIn(away, undefined)([deadline])).rejects.toThrow(/give the context Deadlines/);
  });

  it('takes any number, ten at a time', async () => {
    const queue = await newQueue(awsEndpoint);
    const deadlines = Array.from({ length: 23 }, (_, n) => JSON.parse(deadlineOf(`a-${n}`)) as ArmedDeadline);
    await armIn(queue.sqs, queue.url, () => noon)(deadlines);
    const ids = (await queue.receive(23)).map((body) => (JSON.parse(body) as ArmedDeadline).id);
    expect(ids.sort()).toEqual(deadlines.map(({ id }) => id).sort());
  });
});
