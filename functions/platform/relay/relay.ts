/** The relay: from the heads of a table's stream to Kafka, knowing nothing of what it carries. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { TopicMessages } from 'kafkajs';
import type { OutgoingMessage } from '../contract/wire.ts';
import type { ArmedDeadline } from '../deadline/deadline.ts';
import type { Arm } from '../deadline/deadline-queue.ts';
import { inSendSpan } from '../tracing/relay-spans.ts';
import type { OrderedProducer } from './producer.ts';

/**
 * Sends a batch whole, in the stream's order, or throws, so that the whole batch comes again: a repeat changes
 * nothing (P3), a gap could not be mended.
 *
 * @returns how many messages and deadlines were acknowledged
 */
export const relay =
  (producer: OrderedProducer, arm: Arm) =>
  async ({ Records }: DynamoDBStreamEvent): Promise<number> => {
    const outboxes = Records.map(outboxIn);
    const messages = outboxes.flatMap((outbox) => outbox.messages ?? []);
    const deadlines = outboxes.flatMap((outbox) => outbox.deadlines ?? []);
    if (messages.length > 0) await inSendSpan(messages, () => producer.send(byTopic(messages)));
    await arm(deadlines);
    return messages.length + deadlines.length;
  };

interface Outbox {
  readonly messages?: readonly OutgoingMessage[];
  readonly deadlines?: readonly ArmedDeadline[];
}

/** The record's attributes have the wire's shape: binary as base64. */
const outboxIn = ({ dynamodb }: DynamoDBRecord): Outbox => {
  const { messages, deadlines } = dynamodb?.NewImage ?? {};
  const outbox = Object.entries({ messages, deadlines }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, fromJson(value)] as const],
  );
  return unmarshall(Object.fromEntries(outbox));
};

type Json = NonNullable<NonNullable<DynamoDBRecord['dynamodb']>['NewImage']>[string];

const fromJson = (value: Json): AttributeValue => {
  if (typeof value.B === 'string') return { B: Buffer.from(value.B, 'base64') };
  if (value.L !== undefined) return { L: value.L.map(fromJson) };
  if (value.M === undefined) return value as AttributeValue;
  return { M: Object.fromEntries(Object.entries(value.M).map(([name, member]) => [name, fromJson(member)])) };
};

/** As the producer takes them: each topic's in their order. */
export const byTopic = (messages: readonly OutgoingMessage[]): readonly TopicMessages[] => {
  const grouped = Object.groupBy(messages, ({ topic }) => topic);
  return Object.entries(grouped).map(([topic, group = []]) => ({
    topic,
    messages: group.map(({ key, headers, value }) => ({ key, headers, value: Buffer.from(value) })),
  }));
};
