/** The walk-through of docs/evolution.md: a field is added while old and new run side by side, in any order. */
import { randomUUID } from 'node:crypto';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { registerSchemas } from '../../local/schemas.ts';
import { subjectOf } from '../../schemas/contract.ts';
import { createTopic } from '../platform/topics.ts';
import {
  type Addresses,
  consumerOf,
  deploy,
  producerOf,
  type RunningConsumer,
  type RunningProducer,
} from './deployments.ts';
import { type Age, contractOf, expected } from './versions.ts';

const brokers = inject('kafkaBrokers').split(',');
const registryUrl = inject('schemaRegistryUrl');

interface Step {
  readonly producers: readonly Age[];
  readonly consumers: readonly Age[];
}

/** Each step is what runs at the same time; between two of them one side is half or wholly replaced. */
const deployments: { readonly [name: string]: readonly Step[] } = {
  'consumers first': [
    { producers: ['old'], consumers: ['old'] },
    { producers: ['old'], consumers: ['old', 'new'] },
    { producers: ['old'], consumers: ['new'] },
    { producers: ['old', 'new'], consumers: ['new'] },
    { producers: ['new'], consumers: ['new'] },
  ],
  'producers first': [
    { producers: ['old'], consumers: ['old'] },
    { producers: ['old', 'new'], consumers: ['old'] },
    { producers: ['new'], consumers: ['old'] },
    { producers: ['new'], consumers: ['old', 'new'] },
    { producers: ['new'], consumers: ['new'] },
  ],
  'both at once, and back again': [
    { producers: ['old'], consumers: ['old'] },
    { producers: ['old', 'new'], consumers: ['old', 'new'] },
    { producers: ['new'], consumers: ['new'] },
    { producers: ['old'], consumers: ['old'] },
  ],
};

const register = ({ topic }: Addresses, age: Age) => {
  const { fullName, versions } = contractOf(topic, age).messages.OrderPlaced ?? {
    fullName: '',
    versions: [],
  };
  return registerSchemas(registryUrl, [{ subject: subjectOf(topic, fullName), versions }]);
};

/** What ran before is still in the topic, and a consumer that starts now reads that too. */
const rollOut = async (steps: readonly Step[], addresses: Addresses): Promise<void> => {
  const producers = new Map<Age, RunningProducer>();
  const consumers = new Map<Age, RunningConsumer>();
  const placed = new Map<string, Age>();
  onTestFinished(async () => {
    for (const part of [...producers.values(), ...consumers.values()]) await part[Symbol.asyncDispose]();
  });
  for (const [number, step] of steps.entries()) {
    if (number === 1) await register(addresses, 'new');
    await deploy(consumers, step.consumers, (age) => consumerOf(age, addresses));
    await deploy(producers, step.producers, (age) => producerOf(age, addresses));
    for (const [age, { place }] of producers) placed.set(await place(), age);
    for (const [age, { order }] of consumers) {
      for (const [orderId, writer] of placed) {
        expect(await order(orderId), `${age} reads ${writer}`).toEqual(expected(age, writer, orderId));
      }
    }
  }
};

describe('a version with one optional field more', () => {
  it.each(Object.entries(deployments))(
    'is deployed %s, and every reader reads every writer',
    async (_name, steps) => {
      const addresses = { brokers, registryUrl, topic: `test-evolution-${randomUUID()}` };
      await createTopic(brokers, addresses.topic, 1);
      await register(addresses, 'old');
      await rollOut(steps, addresses);
    },
  );
});

describe('a version with a field that is not optional', () => {
  it('is refused by the registry before anyone can write it', async () => {
    const topic = `test-evolution-${randomUUID()}`;
    const { fullName, versions } = contractOf(topic, 'old').messages.OrderPlaced ?? {
      fullName: '',
      versions: [],
    };
    const required = JSON.parse(versions[0] ?? '') as { fields: object[] };
    required.fields.push({ name: 'currency', type: 'string', doc: 'ISO 4217 code.' });
    const subject = subjectOf(topic, fullName);
    const both = registerSchemas(registryUrl, [
      { subject, versions: [...versions, JSON.stringify(required)] },
    ]);
    await expect(both).rejects.toThrow(/409.*currency/s);
  });
});
