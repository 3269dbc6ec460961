/** A topic of orders' events of the tests' own on the real broker, with real offsets. */
import { randomUUID } from 'node:crypto';
import type { MSKRecord } from 'aws-lambda';
import { Kafka, logLevel } from 'kafkajs';
import type { SchemaRegistry } from '../../functions/platform/contract/registry.ts';
import { outgoing } from '../../functions/platform/contract/wire.ts';
import { registerSchemas } from '../../local/schemas.ts';
import { type Contract, subjectOf } from '../../schemas/contract.ts';
import { order } from '../../schemas/ordering/order/contract.gen.ts';
import { headersFrom, recordIn } from '../platform/records.ts';
import { createTopic, type ReadRecord, recordsIn } from '../platform/topics.ts';
import type { Placed } from './told-events.ts';

export interface OrderTopicProps {
  readonly brokers: string[];
  readonly registryUrl: string;
  readonly registry: SchemaRegistry;
  readonly partitions: number;
}

/** @returns the contract of the topic, and every record that it has once the events are in it */
export const newOrderTopic = async ({ brokers, registryUrl, registry, partitions }: OrderTopicProps) => {
  const contract: Contract = { ...order, topic: `test.orders-${randomUUID()}` };
  await createTopic(brokers, contract.topic, partitions);
  const subjects = Object.values(contract.messages).map(({ fullName, versions }) => ({
    subject: subjectOf(contract.topic, fullName),
    versions,
  }));
  await registerSchemas(registryUrl, subjects);
  let sent = 0;
  return {
    contract,
    /** Sends events, in their order, and reads the whole topic. */
    send: async (...events: readonly Placed[]): Promise<readonly MSKRecord[]> => {
      const producer = new Kafka({ brokers, logLevel: logLevel.NOTHING }).producer();
      await producer.connect();
      const messages = await Promise.all(
        events.map(async ({ event, ...place }) => {
          const id = `${place.subject}.${place.sequence}`;
          const context = { ...place, id, correlationId: id, causationId: id };
          const { key, headers, value } = await outgoing(event, [contract], context, registry);
          return { key, headers, value: Buffer.from(value) };
        }),
      );
      await producer.send({ topic: contract.topic, messages });
      await producer.disconnect();
      sent += events.length;
      return (await recordsIn(brokers, contract.topic, sent)).map((record) =>
        asLambdaHasIt(contract, record),
      );
    },
  };
};

const asLambdaHasIt = (
  { topic }: Contract,
  { partition, offset, key, value, headers }: ReadRecord,
): MSKRecord =>
  recordIn(topic)(partition, offset, key, { value: value.toString('base64'), headers: headersFrom(headers) });
