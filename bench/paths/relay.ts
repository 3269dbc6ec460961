/** The relay: from a batch of a table's stream to what Kafka has acknowledged, each key in order. */
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { CompressionTypes, Kafka, logLevel, type Message, type Producer, type TopicMessages } from 'kafkajs';
import { orderedProducer } from '../../functions/platform/relay/producer.ts';
import { relay as relayTo } from '../../functions/platform/relay/relay.ts';
import { createTopics } from '../../local/topics.ts';
import { type Contestant, contested } from '../harness/contest.ts';
import type { Path } from '../harness/path.ts';
import { figure, type Table } from '../harness/table.ts';
import { perSecondOf } from '../harness/timed.ts';
import { codecs, recordsOf, registerCodecs } from '../relay/codecs.ts';
import { streamOf, topic } from '../relay/stream.ts';
import { openRegistries } from '../samples/registries.ts';

/** As the mapping of every relay. */
const perBatch = 100;

/** What a codec makes of as many messages of one partition. */
const sizesOf = async (messages: readonly Message[]): Promise<Table> => {
  const counts = [1, 10, 100].filter((count) => count <= messages.length);
  const rows = counts.map(async (count) => {
    const records = recordsOf(messages.slice(0, count));
    const smaller = codecs.map(async ({ compress }) => (await compress(records)).length / records.length);
    return [
      String(count),
      figure(records.length),
      ...(await Promise.all(smaller)).map((share) => share.toFixed(2)),
    ];
  });
  return {
    title: 'Records of one partition: their bytes, and the share of them that a codec leaves.',
    head: ['messages', 'bytes', ...codecs.map(({ name }) => name)],
    rows: await Promise.all(rows),
  };
};

const part = <Item>(items: readonly Item[], share: number): readonly Item[] =>
  items.slice(0, Math.ceil(items.length * share));

/** What the relay hands to its producer, made before the clock starts. */
const handedOver = async (events: readonly DynamoDBStreamEvent[]): Promise<readonly TopicMessages[][]> => {
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

const sendBatch =
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
const madeAnew = (topicMessages: readonly TopicMessages[]): TopicMessages[] =>
  topicMessages.map(({ topic: name, messages }) => ({
    topic: name,
    messages: messages.map(({ headers, value, ...rest }) => ({
      ...rest,
      headers: { ...headers },
      value: Buffer.from(value as Buffer),
    })),
  }));

const sendEach =
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

export const relay: Path = {
  name: 'relay',
  title: 'Relay: a stream’s batch until Kafka acknowledged it, in order',
  packages: ['kafkajs'],
  measure: async ({ rounds, amount, kafkaBrokers, recorder }) => {
    const [brokers, registries] = [await kafkaBrokers(), await openRegistries()];
    const events = await streamOf(registries.Confluent, amount(100) * perBatch, perBatch);
    await registries.stop();
    await createTopics(brokers, [{ name: topic, partitions: 6, replication: 1, configs: {} }]);
    const batches = await handedOver(events);
    const own = orderedProducer({ clientId: 'bench', brokers: [brokers] });
    const kafka = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING });
    const producer = kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
    });
    await producer.connect();
    registerCodecs();
    const send = relayTo(own, async () => undefined);
    const ours: Contestant['run'] = (share) => {
      const some = part(events, share);
      return perSecondOf(some.length * perBatch, async () => {
        for (const event of some) await send(event);
      });
    };
    const comparisons = await contested(
      {
        what: `batches of ${perBatch} heads`,
        unit: '/s',
        ours,
        peers: [
          {
            name: 'kafkajs sendBatch of the same bytes',
            goal: { atLeast: 0.9 },
            limit:
              'What a stream hands over is base64 in JSON’s shape, and is taken apart on the way: of the CPU it takes some 5 % (flame graph). The rest is that its messages are new, where the other side sends the same ones again: the row below has new ones on either side.',
            run: sendBatch(producer, batches),
          },
          {
            name: 'the same, of messages that are made for each batch',
            goal: { atLeast: 0.9 },
            run: sendBatch(producer, batches, { made: madeAnew }),
          },
          ...codecs.map(({ name, type: compression }) => ({
            name: `kafkajs sendBatch of the same bytes, with ${name}`,
            run: sendBatch(producer, batches, { compression }),
          })),
          {
            name: 'one kafkajs send for each',
            goal: { atLeast: 10 },
            limit:
              'Kafka is a neighbour here, which acknowledges a send within half a millisecond; of a batch, most of the time is kafkajs writing its records (flame graph), as many either way.',
            run: sendEach(producer, batches),
          },
        ],
      },
      rounds,
      recorder?.during,
    );
    await Promise.all([own.close(), producer.disconnect()]);
    const sizes = await sizesOf(batches.flat().flatMap(({ messages }) => messages));
    return {
      comparisons,
      tables: [sizes],
      notes: [
        'The relay sends its records as they are: writing and keeping them is 317 of some 127,000 dollars a month at 100,000 orders an hour (`docs/generated/cost.md`), and a codec takes part of its speed. Orders of this sample are more alike than those of customers.',
      ],
    };
  },
};
