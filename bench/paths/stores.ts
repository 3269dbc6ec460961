/** A commit beside those of other event stores on the same endpoint. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SchemaRegistry } from '../../functions/platform/contract/registry.ts';
import { type Comparison, type Contestant, contested } from '../harness/contest.ts';
import type { Bench, Path } from '../harness/path.ts';
import { perSecondOf } from '../harness/timed.ts';
import { limited } from '../limited.ts';
import { openRegistries } from '../samples/registries.ts';
import { castorePrices } from '../stores/castore.ts';
import { ourPrices, type PriceStore } from '../stores/ours.ts';
import { priceFor } from '../stores/price-for.ts';

const atOnce = 16;

const skusOf = (run: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, number) => `SKU-${run}-${number}`);

const creating =
  (store: PriceStore, aggregates: number): Contestant['run'] =>
  (share) => {
    const skus = skusOf(crypto.randomUUID(), Math.ceil(aggregates * share));
    return perSecondOf(skus.length, () => limited(atOnce, skus, (sku) => store.create(priceFor(sku))));
  };

const setting = async (
  store: PriceStore,
  aggregates: number,
  history: number,
): Promise<Contestant['run']> => {
  const skus = skusOf(crypto.randomUUID(), aggregates);
  await limited(atOnce, skus, async (sku) => {
    for (let event = 0; event < history; event += 1) await store.set(priceFor(sku));
  });
  return (share) => {
    const some = skus.slice(0, Math.ceil(aggregates * share));
    return perSecondOf(some.length, () => limited(atOnce, some, (sku) => store.set(priceFor(sku))));
  };
};

const ahead = { atLeast: 1 };
const name = 'castore, DynamoDB single-table adapter';

const oneQuery =
  'Castore queries all events and puts one item; ours gets one head, however long the history is, and writes two items together: what it loses there it gains from some ten events on.';

const contestsOf = async (
  client: DynamoDBClient,
  registry: SchemaRegistry,
  aggregates: number,
  { rounds, recorder }: Pick<Bench, 'rounds' | 'recorder'>,
) => {
  const [ours, theirs] = [await ourPrices(client, registry), await castorePrices(client)];
  const comparisons: Comparison[] = [];
  const first = {
    what: 'the first event of an aggregate',
    unit: '/s',
    ours: creating(ours, aggregates),
    peers: [
      {
        name,
        goal: ahead,
        limit:
          'Castore puts one item; ours is a transaction of two, which is what makes the message leave and a repeat change nothing.',
        run: creating(theirs, aggregates),
      },
    ],
  };
  comparisons.push(...(await contested(first, rounds, recorder?.during)));
  for (const history of [10, 50]) {
    const some = Math.ceil(aggregates / 5);
    const further = {
      what: `a further event after ${history}: read, decide, commit`,
      unit: '/s',
      ours: await setting(ours, some, history),
      peers: [{ name, goal: ahead, limit: oneQuery, run: await setting(theirs, some, history) }],
    };
    comparisons.push(...(await contested(further, rounds, recorder?.during)));
  }
  return comparisons;
};

export const stores: Path = {
  name: 'stores',
  title: 'Commit beside other event stores on the same endpoint',
  packages: ['@castore/core', '@castore/event-storage-adapter-dynamodb', '@aws-sdk/client-dynamodb'],
  measure: async ({ rounds, amount, dynamodb, recorder }) => {
    const [client, registries] = [await dynamodb(), await openRegistries()];
    const comparisons = await contestsOf(client, registries.Confluent, amount(300), { rounds, recorder });
    await registries.stop();
    client.destroy();
    return {
      comparisons,
      notes: [
        'What ours keeps beside it in the same transaction, and castore does not: the finished Kafka record, which leaves though everything crashes behind the commit; the record of the cause, by which a repeat is told; and a head, so that a commit reads one item however long the history is.',
        'Castore’s new aggregates share one key of an index, `eventStoreId`, whose partition takes some 1,000 writes a second for a whole store; that limit does not show in an emulator.',
        'Emmett has stores for PostgreSQL, EventStoreDB, MongoDB and SQLite, and none for DynamoDB: it does not run here.',
      ],
    };
  },
};
