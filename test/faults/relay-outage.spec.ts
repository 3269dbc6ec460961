/** Ordering's relay is lost for a day while orders are placed: nothing is lost for good, and nobody hears a gap (P1, P2). */
import { randomUUID } from 'node:crypto';
import { SQSClient } from '@aws-sdk/client-sqs';
import { Kafka } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { order } from '../../functions/ordering/decider.ts';
import { journalOf } from '../../functions/platform/commit/journal.ts';
import { confluentRegistry } from '../../functions/platform/contract/confluent-registry.ts';
import { armIn } from '../../functions/platform/deadline/deadline-queue.ts';
import { orderedProducer } from '../../functions/platform/relay/producer.ts';
import { saidAgain } from '../../functions/platform/relay/republish.ts';
import { clientConfiguration } from '../../local/emulated-aws.ts';
import { eventsOf } from '../../local/events.ts';
import { shop } from '../../local/shop.ts';
import { command } from '../../ops/commands/archive.ts';
import { type OrderEvent, order as orderContract } from '../../schemas/ordering/order/contract.gen.ts';
import { type GivenUp, relayOfOrdering } from './lost-relay.ts';

const stack = inject('stack');
const { awsEndpoint } = stack;
const brokers = stack.kafkaBrokers.split(',');
const registry = confluentRegistry(stack.schemaRegistryUrl);
const { offer, place, cancel, order: read, stock, heldFor } = await shop(stack);
const relay = await relayOfOrdering(awsEndpoint);
const patiently = { interval: 200 };

const heard: { readonly key: string; readonly id: string }[] = [];
let deafen = async (): Promise<void> => undefined;
beforeAll(async () => {
  deafen = await eventsOf(stack.kafkaBrokers, ({ topic, key, id }) => {
    if (topic === orderContract.topic) heard.push({ key, id });
  });
});
afterAll(async () => {
  await relay.mend();
  await archive('resume');
  await deafen();
});

/** An operator's command, as it is typed. */
const archive = async (...words: readonly string[]): Promise<string> => {
  const said: string[] = [];
  const connection = { env: 'local', aws: clientConfiguration(awsEndpoint), contexts: relay.contexts };
  const kafka = new Kafka({ brokers });
  const [action = '', ...options] = words;
  const code = await command.run(
    [action, 'ordering', ...options, '--yes'],
    { ...connection, kafka, registry },
    (line) => said.push(line),
  );
  expect(code).toBe(0);
  return said.join('\n');
};

/** In the order in which a subscriber hears them first. */
const sequencesOf = (orderId: string): readonly number[] => [
  ...new Set(heard.filter(({ key }) => key === orderId).map(({ id }) => Number(id.split('.').at(-1)))),
];
const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n + 1);

/** @returns the batches in which these heads were given up, as many of them as are said */
const givenUp = async (orderIds: readonly string[], heads: number): Promise<readonly GivenUp[]> => {
  const batches: GivenUp[] = [];
  const count = async (): Promise<number> => {
    batches.push(...(await relay.givenUp()));
    return batches.flatMap((batch) => batch.heads).filter((head) => orderIds.some((id) => head.endsWith(id)))
      .length;
  };
  await expect.poll(count, patiently).toBe(heads);
  return batches;
};

/** One order that is placed, and one that is placed and cancelled a while later, while nobody is told. */
const ordersInTheDark = async (sku: string) => {
  const [kept, regretted] = [
    await place([{ sku, quantity: 2, unitPrice: 100 }]),
    await place([{ sku, quantity: 3, unitPrice: 100 }]),
  ];
  const placed = await givenUp([kept, regretted], 2);
  await cancel(regretted);
  const cancelled = await givenUp([regretted], 1);
  expect([...sequencesOf(kept), ...sequencesOf(regretted)]).toEqual([]);
  return { kept, regretted, batches: [...placed, ...cancelled] };
};

const allIsWell = async (sku: string, kept: string, regretted: string): Promise<void> => {
  await expect.poll(() => read(kept), patiently).toMatchObject({ status: 'confirmed' });
  await expect.poll(() => read(regretted), patiently).toMatchObject({ status: 'cancelled' });
  await expect.poll(() => stock(sku), patiently).toMatchObject({ onHand: 10, reserved: 2 });
  expect(await heldFor(kept)).toMatchObject({ status: 'authorized', amount: 200, requests: 1 });
  for (const orderId of [kept, regretted]) {
    const expected = upTo(await versionOf(orderId));
    await expect.poll(() => sequencesOf(orderId), patiently).toEqual(expected);
  }
};

const journal = journalOf<OrderEvent>({ client: relay.dynamodb, table: relay.table, name: 'ordering/order' });
const versionOf = async (orderId: string): Promise<number> => (await journal(orderId)).at(-1)?.version ?? 0;

describe('a relay that was lost for a day', () => {
  it('is paused, what was archived is sent, oldest first, and it goes on', async () => {
    const sku = `SKU-${randomUUID()}`;
    await offer(sku, 10);
    await relay.lose();
    const { kept, regretted, batches } = await ordersInTheDark(sku);
    // Names of files say nothing about their order.
    for (const [n, batch] of batches.entries()) await relay.archive(batch, `file-${9 - n}`);
    await expect(archive('relay')).rejects.toThrow(
      /the relay of ordering is Enabled: what it sends now overtakes/,
    );
    await archive('pause');
    await relay.mend();
    expect(await archive('list')).toMatch(new RegExp(`is Disabled[\\s\\S]*\n${batches.length} files, `));
    expect(await archive('relay')).toContain(`${batches.length} files with`);
    expect(await archive('list')).toContain('the archive is empty');
    await archive('resume');
    await allIsWell(sku, kept, regretted);
  });

  it('and whose archive is lost too, is closed from the journal', async () => {
    const sku = `SKU-${randomUUID()}`;
    await offer(sku, 10);
    await relay.lose();
    const { kept, regretted } = await ordersInTheDark(sku);
    await archive('pause');
    await relay.mend();
    const producer = orderedProducer({ clientId: 'test', brokers });
    const queue = [...(relay.contexts[0]?.physicalIds ?? [])].find(([id]) =>
      /^DeadlinesQueue[0-9A-F]{8}$/.test(id),
    );
    const sqs = new SQSClient({ ...clientConfiguration(awsEndpoint), useQueueUrlAsEndpoint: false });
    const arm = armIn(sqs, queue?.[1]);
    const props = { name: 'ordering/order', decider: order, publishes: orderContract, registry };
    for (const orderId of [kept, regretted]) {
      for (const entry of await journal(orderId)) {
        const { messages, deadlines } = await saidAgain(props, orderId, entry);
        const again = messages.map(({ key, headers, value }) => ({
          key,
          headers,
          value: Buffer.from(value),
        }));
        await producer.send([{ topic: orderContract.topic, messages: again }]);
        await arm(deadlines);
      }
    }
    await producer.close();
    await archive('resume');
    await allIsWell(sku, kept, regretted);
  });
});
