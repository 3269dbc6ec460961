/** The deployed function: from Kafka to a mailbox, and what its API tells. */
import { randomUUID } from 'node:crypto';
import { afterAll, expect, inject, it } from 'vitest';
import type { Message } from '../../functions/platform/commit/decider.ts';
import { confluentRegistry } from '../../functions/platform/contract/confluent-registry.ts';
import { outgoing } from '../../functions/platform/contract/wire.ts';
import { orderedProducer } from '../../functions/platform/relay/producer.ts';
import { mailsOf } from '../../local/mails.ts';
import { shop } from '../../local/shop.ts';
import { operator, tokenOf } from '../../local/users.ts';
import type { Contract } from '../../schemas/contract.ts';
import { counterparty } from '../../schemas/crm/counterparty/contract.gen.ts';
import { order } from '../../schemas/ordering/order/contract.gen.ts';
import { operatorsConnection } from '../ops/connection.ts';
import { settled } from '../ops/settled.ts';

const stack = inject('stack');
const bearer = await tokenOf(stack, operator);
const { call } = await shop(stack, 'ada');
const registry = confluentRegistry(stack.schemaRegistryUrl);
const producer = orderedProducer({ clientId: 'tests', brokers: stack.kafkaBrokers.split(',') });
afterAll(() => producer.close());
const connection = await operatorsConnection(stack);
const patiently = { interval: 100 };

/** As its context would say it, as the first event of a life that nobody else has heard of. */
const say = async (contract: Contract, subject: string, event: Message, at = Date.now()): Promise<void> => {
  const source = `/${contract.topic.replace('.', '/')}`;
  const ids = { id: `${subject}.1`, sequence: 1, correlationId: `about-${subject}`, causationId: 'test' };
  const { topic, value, ...rest } = await outgoing(
    event,
    [contract],
    { source, subject, at, ...ids },
    registry,
  );
  await producer.send([{ topic, messages: [{ ...rest, value: Buffer.from(value) }] }]);
};

const newCustomer = () => {
  const cptyNo = `T${randomUUID().toUpperCase()}`;
  const [customerId, emailAdr] = [cptyNo.toLowerCase(), `${cptyNo}@example.com`];
  const rest = { cptyNo, emailAdr, nm1: 'Curie', nm2: 'Marie', langCd: 'F', statCd: 'A', lstUpd: 1 };
  return {
    customerId,
    register: () => say(counterparty, cptyNo, { type: 'CounterpartyRegistered', data: rest }),
    /** Heard by nobody else who would do something about it. */
    reject: (at = Date.now()) => {
      const orderId = randomUUID();
      const data = { orderId, customerId, rejectedAt: at };
      return say(order, orderId, { type: 'OrderCancellationRejected', data }, at).then(() => orderId);
    },
    mails: async () => (await mailsOf(stack.awsEndpoint)).filter(({ to }) => to.includes(emailAdr)),
    messages: async () => {
      const path = `/notification/customers/${customerId}/messages`;
      return (await call<{ readonly messages: readonly object[] }>('GET', path, { bearer })).body.messages;
    },
  };
};

it('writes to a customer in their language, once', async () => {
  const { customerId, register, reject, mails, messages } = newCustomer();
  await register();
  const orderId = await reject();
  await expect.poll(messages, patiently).toMatchObject([{ orderId, status: 'sent', language: 'fr' }]);
  const [mail] = await mails();
  expect(mail).toMatchObject({ from: 'orders@local.tributary.example', to: [expect.stringMatching(/^T/)] });
  expect(mail?.text).toContain(`Bonjour Marie Curie,\n\nvotre commande ${orderId}`);
  const data = { orderId, customerId, rejectedAt: 1 };
  const [first] = (await messages()) as readonly { readonly at: number }[];
  await say(order, orderId, { type: 'OrderCancellationRejected', data }, first?.at);
  const next = await reject();
  await expect.poll(messages, patiently).toMatchObject([{ orderId: next, status: 'sent' }, { orderId }]);
  // The repeat has another key than what came after it.
  await settled(connection, 'notification.mail');
  expect((await mails()).filter(({ text }) => text.includes(orderId))).toHaveLength(1);
});

it('writes when it comes to know a customer, and not about the past', async () => {
  const { register, reject, messages, mails } = newCustomer();
  await reject(Date.now() - 25 * 3_600_000);
  const orderId = await reject();
  await expect.poll(messages, patiently).toMatchObject([{ orderId, status: 'waiting' }]);
  await register();
  await expect.poll(messages, patiently).toMatchObject([{ orderId, status: 'sent' }]);
  await settled(connection, 'notification.mail');
  expect(await mails()).toHaveLength(1);
});

it('tells a customer of their own messages only', async () => {
  expect(await call('GET', '/notification/customers/ada/messages')).toMatchObject({ status: 200 });
  const another = '/notification/customers/somebody-else/messages';
  expect(await call('GET', another)).toMatchObject({
    status: 404,
    body: { type: 'urn:problem:unknown-customer' },
  });
  expect(await call('GET', another, { bearer })).toMatchObject({ status: 200, body: { messages: [] } });
  expect(await call('GET', `${another}?cursor=x`, { bearer })).toMatchObject({
    status: 400,
    body: { type: 'urn:problem:invalid-request', errors: [{ path: 'cursor' }] },
  });
});
