/** The relay on the real broker: all of a batch, in order, or an error. */
import { randomUUID } from 'node:crypto';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { armIn } from '../../functions/platform/deadline/deadline-queue.ts';
import { type OrderedProducer, orderedProducer } from '../../functions/platform/relay/producer.ts';
import { relay } from '../../functions/platform/relay/relay.ts';
import { newTopic, recordsIn } from './topics.ts';

const brokers = inject('kafkaBrokers').split(',');
const producers: OrderedProducer[] = [];
const newProducer = (addresses: string[] = brokers): OrderedProducer => {
  const producer = orderedProducer({ clientId: 'relay', brokers: addresses });
  producers.push(producer);
  return producer;
};
afterAll(() => Promise.all(producers.map((producer) => producer.close())));

/** Of a context that sets no deadlines. */
const unarmed = armIn(new SQSClient({}), undefined);

interface Sent {
  readonly key: string;
  readonly value: Buffer;
  readonly type: string;
}

/** A head in a table's stream, as Lambda hands it over. */
const headWith = (topic: string, messages: readonly Sent[]): DynamoDBStreamEvent['Records'][number] => ({
  eventName: 'MODIFY',
  dynamodb: {
    NewImage: {
      messages: {
        L: messages.map(({ key, value, type }) => ({
          M: {
            topic: { S: topic },
            key: { S: key },
            headers: { M: { ce_type: { S: type } } },
            value: { B: value.toString('base64') },
          },
        })),
      },
    },
  },
});

describe('the relay', () => {
  it('sends key, headers and value byte for byte, in the order of the stream', async () => {
    const topic = await newTopic(brokers);
    const sent = Array.from({ length: 40 }, (_, n) => ({
      key: `key-${n % 3}`,
      value: Buffer.from([0, n, 255, 128]),
      type: `type-${n}`,
    }));
    const heads = sent.map((message) => headWith(topic, [message]));
    expect(await relay(newProducer(), unarmed)({ Records: heads })).toBe(40);
    const records = await recordsIn(brokers, topic, 40);
    for (const key of ['key-0', 'key-1', 'key-2']) {
      const expected = sent.filter((message) => message.key === key);
      const got = records.filter((record) => record.key === key);
      expect(got.map(({ value }) => value.toString('hex'))).toEqual(
        expected.map(({ value }) => value.toString('hex')),
      );
      expect(got.map(({ headers }) => headers.ce_type)).toEqual(expected.map(({ type }) => type));
    }
  });

  it('sends the messages of one head together, and nothing for a head without any', async () => {
    const topic = await newTopic(brokers);
    const message = { key: 'k', value: Buffer.from('v'), type: 't' };
    const Records = [headWith(topic, [message, message]), headWith(topic, []), { dynamodb: {} }];
    expect(await relay(newProducer(), unarmed)({ Records })).toBe(2);
    expect(await recordsIn(brokers, topic, 2)).toHaveLength(2);
  });

  it('throws for a message that no commit has written, and sends nothing of its batch', async () => {
    const sent: unknown[] = [];
    const producer: OrderedProducer = {
      send: async (messages) => {
        sent.push(messages);
      },
      close: async () => undefined,
    };
    const message = { key: 'k', value: Buffer.from('v'), type: 't' };
    const whole = headWith('topic', [message]);
    for (const missing of ['topic', 'key', 'value']) {
      const broken = structuredClone(headWith('topic', [message]));
      const [first] = broken.dynamodb?.NewImage?.messages?.L ?? [];
      delete first?.M?.[missing];
      await expect(relay(producer, unarmed)({ Records: [whole, broken] })).rejects.toThrow('of the outbox');
    }
    expect(sent).toEqual([]);
  });

  it('throws when a message was not acknowledged, and goes on under a new producer id', async () => {
    const topic = await newTopic(brokers, 1);
    const producer = newProducer();
    const message = { key: 'k', value: Buffer.from('v'), type: 't' };
    await relay(producer, unarmed)({ Records: [headWith(topic, [message])] });
    await relay(producer, unarmed)({ Records: [headWith(topic, [message])] });
    const lost = relay(producer, unarmed)({ Records: [headWith(`missing-${randomUUID()}`, [message])] });
    await expect(lost).rejects.toMatchObject({ name: 'TransientFailure' });
    await relay(producer, unarmed)({ Records: [headWith(topic, [message])] });
    const [first, second, third] = (await recordsIn(brokers, topic, 3)).map(({ producerId }) => producerId);
    expect(Number(first)).toBeGreaterThanOrEqual(0);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it('asks nothing of a broker when there is nothing to send', async () => {
    const away = relay(newProducer(['127.0.0.1:1']), unarmed);
    expect(await away({ Records: [headWith('any', []), { dynamodb: {} }] })).toBe(0);
  });

  it('throws when there is no broker', async () => {
    const message = { key: 'k', value: Buffer.from('v'), type: 't' };
    const away = relay(newProducer(['127.0.0.1:1']), unarmed)({ Records: [headWith('any', [message])] });
    await expect(away).rejects.toMatchObject({ name: 'TransientFailure' });
  });

  it('keeps the order of a key when invocations overlap in a warm sandbox', async () => {
    const topic = await newTopic(brokers);
    const send = relay(newProducer(), unarmed);
    const batches = Array.from({ length: 20 }, (_, n) => [
      headWith(topic, [{ key: 'one', value: Buffer.from(String(n)), type: 't' }]),
    ]);
    await Promise.all(batches.map((Records) => send({ Records })));
    const values = (await recordsIn(brokers, topic, 20)).map(({ value }) => Number(value));
    expect(values).toEqual(batches.map((_, n) => n));
  });
});
