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

/**
 * Message by message, in the shape that a commit writes: to unmarshall whatever there may be takes as long as Kafka does.
 *
 * @throws Error for a message of another shape
 */
const outboxIn = ({ dynamodb }: DynamoDBRecord): Outbox => {
  const { messages, deadlines } = dynamodb?.NewImage ?? {};
  return {
    ...(messages !== undefined && { messages: (messages.L ?? []).map(messageIn) }),
    ...(deadlines !== undefined && unmarshall({ deadlines: fromJson(deadlines) })),
  };
};

const messageIn = ({ M: { topic, key, headers, value } = {} }: Json): OutgoingMessage => {
  const texts: { [name: string]: string } = {};
  for (const [name, text] of Object.entries(headers?.M ?? {})) texts[name] = textIn(text);
  return { topic: textIn(topic), key: textIn(key), headers: texts, value: bytesIn(value) };
};

const textIn = (value: Json | undefined): string => value?.S ?? unexpected('text', value);

/** On its way to a function, what is binary is base64. */
const bytesIn = (value: Json | undefined): Buffer =>
  typeof value?.B === 'string' ? Buffer.from(value.B, 'base64') : unexpected('bytes', value);

const unexpected = (what: string, value: unknown): never => {
  throw new Error(`expected ${what} in a message of the outbox, got ${JSON.stringify(value)}`);
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
    messages: group.map(({ key, headers, value }) => ({ key, headers, value: bufferOf(value) })),
  }));
};

/** The same bytes. */
const bufferOf = (value: Uint8Array): Buffer =>
  Buffer.isBuffer(value) ? value : Buffer.from(value.buffer, value.byteOffset, value.length);
