/** Ways to hand messages to Kafka. */
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { CompressionTypes, type Producer, type TopicMessages } from 'kafkajs';
import { relay as relayTo } from '../../functions/platform/relay/relay.ts';
import type { Contestant } from '../harness/contest.ts';
import { perSecondOf } from '../harness/timed.ts';
import { perBatch } from './stream.ts';

export const part = <Item>(items: readonly Item[], share: number): readonly Item[] =>
  items.slice(0, Math.ceil(items.length * share));

/** What the relay hands to its producer, made before the clock starts. */
export const handedOver = async (
  events: readonly DynamoDBStreamEvent[],
): Promise<readonly TopicMessages[][]> => {
  const batches: TopicMessages[][] = [];
  const keep = relayTo(
    {
      send: async (messages) => {
        batches.push([...messages]);
      },
      close: async () => undefined,
    },
    async () => undefined,
  );
  for (const event of events) await keep(event);
  return batches;
};

export const sendBatch =
  (
    producer: Producer,
    batches: readonly TopicMessages[][],
    { compression = CompressionTypes.None, made = (batch: TopicMessages[]) => batch } = {},
  ): Contestant['run'] =>
  (share) => {
    const some = part(batches, share);
    return perSecondOf(some.length * perBatch, async () => {
      for (const batch of some) {
        await producer.sendBatch({ acks: -1, compression, topicMessages: made(batch) });
      }
    });
  };

/** As whoever is handed them one batch at a time: none was ever sent before. */
export const madeAnew = (topicMessages: readonly TopicMessages[]): TopicMessages[] =>
  topicMessages.map(({ topic: name, messages }) => ({
    topic: name,
    messages: messages.map(({ headers, value, ...rest }) => ({
      ...rest,
      headers: { ...headers },
      value: Buffer.from(value as Buffer),
    })),
  }));

export const sendEach =
  (producer: Producer, batches: readonly TopicMessages[][]): Contestant['run'] =>
  (share) => {
    const all = part(batches.slice(0, 5), share).flat();
    const messages = all.flatMap((each) =>
      each.messages.map((message) => ({ ...each, messages: [message] })),
    );
    return perSecondOf(messages.length, async () => {
      for (const each of messages) await producer.send({ ...each, acks: -1 });
    });
  };
