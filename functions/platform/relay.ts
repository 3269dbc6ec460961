/** The relay: from the heads of a table's stream to Kafka, knowing nothing of what it carries. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { TopicMessages } from 'kafkajs';
import type { OrderedProducer } from './producer.ts';
import type { OutgoingMessage } from './wire.ts';

/**
 * Sends a batch whole, in the stream's order, or throws, so that the whole batch comes again: a repeat changes
 * nothing (P3), a gap could not be mended.
 *
 * @returns how many messages were acknowledged
 */
export const relay =
  (producer: OrderedProducer) =>
  async ({ Records }: DynamoDBStreamEvent): Promise<number> => {
    const messages = Records.flatMap(messagesIn);
    if (messages.length > 0) await producer.send(byTopic(messages));
    return messages.length;
  };

/** The record's attributes have the wire's shape: binary as base64. */
const messagesIn = ({ dynamodb }: DynamoDBRecord): readonly OutgoingMessage[] => {
  const { messages } = dynamodb?.NewImage ?? {};
  if (messages === undefined) return [];
  return (unmarshall({ messages: fromJson(messages) }) as { messages: readonly OutgoingMessage[] }).messages;
};

type Json = NonNullable<NonNullable<DynamoDBRecord['dynamodb']>['NewImage']>[string];

const fromJson = (value: Json): AttributeValue => {
  if (typeof value.B === 'string') return { B: Buffer.from(value.B, 'base64') };
  if (value.L !== undefined) return { L: value.L.map(fromJson) };
  if (value.M === undefined) return value as AttributeValue;
  return { M: Object.fromEntries(Object.entries(value.M).map(([name, member]) => [name, fromJson(member)])) };
};

const byTopic = (messages: readonly OutgoingMessage[]): readonly TopicMessages[] => {
  const grouped = Object.groupBy(messages, ({ topic }) => topic);
  return Object.entries(grouped).map(([topic, group = []]) => ({
    topic,
    messages: group.map(({ key, headers, value }) => ({ key, headers, value: Buffer.from(value) })),
  }));
};
