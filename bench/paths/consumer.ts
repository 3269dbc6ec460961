/** The consumer, exactly once: decode, policy, decide, commit. */
import { randomUUID } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SchemaRegistry } from '../../functions/platform/contract/registry.ts';
import { payments, placedOrders } from '../consumer/payments.ts';
import { idempotencyTableIn, type Save, withPowertools } from '../consumer/powertools.ts';
import { inOnePut, inTransaction } from '../consumer/saved.ts';
import { unframedIn } from '../consumer/unframed.ts';
import { bare } from '../dynamodb/bare.ts';
import { recorded, type SentCommand } from '../dynamodb/recorded.ts';
import { newTable } from '../dynamodb/table.ts';
import { type Comparison, type Contestant, contested, type Peer } from '../harness/contest.ts';
import type { Path } from '../harness/path.ts';
import { perSecondOf } from '../harness/timed.ts';
import { openRegistries } from '../samples/registries.ts';

/** Keys that a partition's consumer handles side by side. */
const atOnce = 16;

const freshRun = (): string => randomUUID().slice(0, 8);

interface Size {
  /** Keys in a batch. */
  readonly keys: number;
  /** Batches of a round. */
  readonly batches: number;
  /** What the peers handle of it in a round: their rate does not depend on how much there is. */
  readonly ofPeers: number;
}

const run = async <Event extends { readonly records: { readonly [partition: string]: readonly object[] } }>(
  events: readonly Event[],
  consume: (event: Event) => Promise<unknown>,
) => {
  const records = events.reduce((sum, { records: of }) => sum + Object.values(of).flat().length, 0);
  return perSecondOf(records, async () => {
    for (const event of events) await consume(event);
  });
};

const ours =
  (client: DynamoDBClient, registry: SchemaRegistry, orders: number, keys: number): Contestant['run'] =>
  async (share) => {
    const events = await placedOrders(registry, Math.ceil(orders * share), keys, freshRun());
    return run(events, payments(client, await newTable(client), registry));
  };

const powertools =
  (
    client: DynamoDBClient,
    registry: SchemaRegistry,
    orders: number,
    keys: number,
    saveIn: (table: string) => Save,
  ): Contestant['run'] =>
  async (share) => {
    const events = await placedOrders(registry, Math.ceil(orders * share), keys, freshRun());
    const idempotency = await idempotencyTableIn(client, `idempotency-${randomUUID()}`);
    const consume = withPowertools(client, idempotency, saveIn(await newTable(client)));
    return run(events.map(unframedIn), consume);
  };

/** The transactions that our consumer makes of as many orders. */
const transactionsOf = async (
  client: DynamoDBClient,
  registry: SchemaRegistry,
  orders: number,
): Promise<readonly SentCommand[]> => {
  const consume = payments(client, await newTable(client), registry);
  const events = await placedOrders(registry, orders, orders, freshRun());
  const sent = await recorded(() => run(events, consume));
  return sent.filter(({ name }) => name === 'TransactWriteItemsCommand');
};

const peersOf = (
  client: DynamoDBClient,
  registry: SchemaRegistry,
  transactions: readonly SentCommand[],
  { keys, ofPeers }: Size,
): readonly Peer[] => [
  {
    name: 'the bare transaction, in the same batches, 16 at once',
    goal: { atLeast: 0.9 },
    limit:
      'What is beyond the SDK, which signs and writes every request of either side, is decoding, deciding, encoding and the items: some tenth of the process’s time in a profile.',
    run: (share) =>
      bare(client, transactions.slice(0, Math.ceil(ofPeers * share)), { atOnce, perBatch: keys }),
  },
  ...(ofPeers < keys
    ? []
    : [
        {
          name: 'Powertools Kafka + idempotency, the same transaction',
          goal: { atLeast: 2.5 },
          limit: 'It makes three requests where ours makes one, and two of them are small.',
          run: powertools(client, registry, Math.ceil(ofPeers / 4), keys, (table) =>
            inTransaction(client, table, registry),
          ),
        },
        {
          name: 'Powertools Kafka + idempotency, one put and no journal',
          run: powertools(client, registry, Math.ceil(ofPeers / 4), keys, (table) =>
            inOnePut(client, table, registry),
          ),
        },
      ]),
];

export const consumer: Path = {
  name: 'consumer',
  title: 'Consumer, exactly once: decode, policy, decide, commit',
  packages: [
    '@aws-lambda-powertools/kafka',
    '@aws-lambda-powertools/idempotency',
    '@aws-sdk/client-dynamodb',
  ],
  measure: async ({ rounds, amount, dynamodb, recorder }) => {
    const [client, registries] = [await dynamodb(), await openRegistries()];
    const registry = registries.Confluent;
    const comparisons: Comparison[] = [];
    const sizes: readonly Size[] = [
      { keys: amount(100), batches: 5, ofPeers: amount(500) },
      { keys: amount(1_000), batches: 1, ofPeers: amount(1_000) },
      { keys: amount(10_000), batches: 1, ofPeers: amount(1_000) },
    ];
    try {
      const transactions = await transactionsOf(client, registry, amount(1_000));
      for (const size of sizes) {
        const { keys, batches } = size;
        const contest = {
          what: `batches of ${keys.toLocaleString('en')} keys`,
          unit: '/s',
          ours: ours(client, registry, keys * batches, keys),
          peers: peersOf(client, registry, transactions, size),
        };
        comparisons.push(...(await contested(contest, rounds, recorder?.during)));
      }
    } finally {
      await registries.stop();
      client.destroy();
    }
    return { comparisons, notes: [] };
  },
};
