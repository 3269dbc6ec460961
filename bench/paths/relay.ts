/** The relay: from a batch of a table's stream to what Kafka has acknowledged, each key in order. */
import { Kafka, logLevel } from 'kafkajs';
import { orderedProducer } from '../../functions/platform/relay/producer.ts';
import { relay as relayTo } from '../../functions/platform/relay/relay.ts';
import { createTopics } from '../../local/topics.ts';
import { type Contestant, contested } from '../harness/contest.ts';
import type { Path } from '../harness/path.ts';
import { perSecondOf } from '../harness/timed.ts';
import { codecs, registerCodecs, sizesOf } from '../relay/codecs.ts';
import { handedOver, madeAnew, part, sendBatch, sendEach } from '../relay/senders.ts';
import { perBatch, streamOf, topic } from '../relay/stream.ts';
import { openRegistries } from '../samples/registries.ts';

export const relay: Path = {
  name: 'relay',
  title: 'Relay: a stream’s batch until Kafka acknowledged it, in order',
  packages: ['kafkajs'],
  measure: async ({ rounds, amount, kafkaBrokers, recorder }) => {
    const [brokers, registries] = [await kafkaBrokers(), await openRegistries()];
    const events = await streamOf(registries.Confluent, amount(100) * perBatch);
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
        'The relay sends its records as they are: writing and keeping them is less than a hundredth of the bill (`docs/generated/cost.md`), and a codec takes part of its speed. Orders of this sample are more alike than those of customers.',
      ],
    };
  },
};
