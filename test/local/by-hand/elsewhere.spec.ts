/** Services that somebody else started: used and not started, left running, and used again with what they hold. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { afterEach, expect, it } from 'vitest';
import { installed } from '../../../local/install/installed.ts';
import { shop } from '../../../local/shop.ts';
import type { Stack } from '../../../local/stack-file.ts';
import { order } from '../../../schemas/ordering/order/contract.gen.ts';
import { type OurStart, ourDemo, ourStart } from './our-start.ts';
import { type ByHand, emulatorByHand, kafkaByHand, registryByHand } from './started.ts';

const installation = await installed(console.log);
let stopping: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stopping.toReversed()) await stop();
  stopping = [];
});

const folder = (): string => {
  const dir = mkdtempSync(join(tmpdir(), 'tributary-by-hand-'));
  stopping.push(async () => rmSync(dir, { recursive: true, force: true }));
  return dir;
};
const byHand = async (service: Promise<ByHand>): Promise<ByHand> => {
  const started = await service;
  stopping.push(started.stop);
  return started;
};
const ours = async (variables: { readonly [name: string]: string }): Promise<OurStart> => {
  const started = await ourStart(variables);
  stopping.push(started.stop);
  return started;
};

/** @returns the id of an order that was confirmed */
const ordered = async (stack: Stack): Promise<string> => {
  const customer = await shop(stack);
  const orderId = await customer.place([{ sku: 'MUG', quantity: 1, unitPrice: 890 }]);
  await expect.poll(async () => (await customer.order(orderId)).status).toBe('confirmed');
  return orderId;
};

const recordsIn = async (brokers: string): Promise<number> => {
  const admin = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const offsets = await admin.fetchTopicOffsets(order.topic);
  await admin.disconnect();
  return offsets.reduce((sum, { high }) => sum + Number(high), 0);
};
const subjectsIn = async (registry: string): Promise<readonly string[]> =>
  (await fetch(`${registry}/subjects`)).json() as Promise<readonly string[]>;

it('all three: the demo tells its stories on them, they outlive it, and a second start goes on with them', async () => {
  const dir = folder();
  const [kafka, registry, emulator] = await Promise.all([
    byHand(kafkaByHand(installation, dir)),
    byHand(registryByHand(installation, dir)),
    byHand(emulatorByHand(installation, dir)),
  ]);
  const variables = {
    TRIBUTARY_KAFKA_BROKERS: kafka.address,
    TRIBUTARY_SCHEMA_REGISTRY_URL: registry.address,
    TRIBUTARY_AWS_ENDPOINT: emulator.address,
  };
  const first = await ours(variables);
  expect(first.stack).toMatchObject({
    kafkaBrokers: kafka.address,
    schemaRegistryUrl: registry.address,
    awsEndpoint: emulator.address,
  });
  const demo = await ourDemo();
  expect(demo.code, demo.said).toBe(0);
  const orderId = await ordered(first.stack);
  expect(await first.stop()).toBe(0);

  for (const each of [kafka, registry, emulator]) expect(each.isRunning()).toBe(true);
  const held = await recordsIn(kafka.address);
  expect(held).toBeGreaterThan(20);
  expect((await subjectsIn(registry.address)).length).toBeGreaterThan(50);

  const second = await ours(variables);
  const customer = await shop(second.stack);
  expect((await customer.order(orderId)).status).toBe('confirmed');
  await ordered(second.stack);
  expect(await recordsIn(kafka.address)).toBeGreaterThan(held);
  expect(await second.stop()).toBe(0);
});

it('only one: the others are started beside it, and stopped with us', async () => {
  const registry = await byHand(registryByHand(installation, folder()));
  const mixed = await ours({ TRIBUTARY_SCHEMA_REGISTRY_URL: registry.address });
  expect(mixed.stack.schemaRegistryUrl).toBe(registry.address);
  await ordered(mixed.stack);
  const { kafkaBrokers, awsEndpoint } = mixed.stack;
  expect(await mixed.stop()).toBe(0);
  expect(registry.isRunning()).toBe(true);
  expect((await subjectsIn(registry.address)).length).toBeGreaterThan(50);
  await expect(recordsIn(kafkaBrokers)).rejects.toThrow();
  await expect(fetch(awsEndpoint)).rejects.toThrow();
});
