/** However the events come, the sums in the table are those of a count by hand over the distinct events. */
import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { describe, expect, inject, it } from 'vitest';
import { confluentRegistry } from '../../functions/platform/contract/confluent-registry.ts';
import { readerOf } from '../../functions/platform/contract/reader.ts';
import { eachPartition } from '../../functions/platform/window/consumer.ts';
import { type WindowStore, windowStore } from '../../functions/platform/window/store.ts';
import { type HeardEvent, heard } from '../../functions/sales/policy.ts';
import type { Sale } from '../../functions/sales/projection.ts';
import { revenueIn } from '../../functions/sales/revenue.ts';
import { askedIn } from '../../functions/sales/revenue-request.ts';
import { sales } from '../../functions/sales/sums.ts';
import { clientConfiguration } from '../../local/emulated-aws.ts';
import { registerSchemas } from '../../local/schemas.ts';
import { subjectOf } from '../../schemas/contract.ts';
import { order } from '../../schemas/ordering/order/contract.gen.ts';
import { returnContract } from '../../schemas/returns/return/contract.gen.ts';
import { newTable } from '../tables.ts';
import { type DrawnOrder, livesOf, orders, slowlyAddedUp } from './business.ts';
import { deliver, dying, noTrouble } from './delivery.ts';
import { chanceOf, chances, type Logs, logsOf } from './log.ts';

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.SCHEDULES ?? 25);
/** Pollers really run at the same time, so a smaller schedule need not go the same way. */
const endOnFailure = true;

const schemaRegistryUrl = inject('schemaRegistryUrl');
const dynamodb = new DynamoDBClient(clientConfiguration(inject('awsEndpoint')));
const contracts = [order, returnContract];
await registerSchemas(
  schemaRegistryUrl,
  contracts.flatMap(({ topic, messages }) =>
    Object.values(messages).map(({ fullName, versions }) => ({
      subject: subjectOf(topic, fullName),
      versions,
    })),
  ),
);
const registry = confluentRegistry(schemaRegistryUrl);
const read = readerOf<HeardEvent>({ consumer: 'sales.windows', contracts, heard, registry });
const trouble = noTrouble();

interface Weakened {
  /** Whether the producer sends batches again. */
  readonly repeats: boolean;
  /** What the store has forgotten. */
  readonly store: (store: WindowStore) => WindowStore;
}

const whole: Weakened = { repeats: true, store: (store) => store };

const played = async (drawn: readonly DrawnOrder[], choices: readonly number[], weakened: Weakened) => {
  const chance = chanceOf(choices);
  const table = await newTable(dynamodb, 'windows');
  const logs = await logsOf(livesOf(drawn, randomUUID()), chance, registry, weakened.repeats);
  const store = weakened.store(windowStore(dynamodb, table));
  const consume = eachPartition<HeardEvent, Sale>({
    consumer: 'sales.windows',
    read,
    window: sales,
    store: dying(store, chance, trouble),
    park: async ({ topic, partition, offset }, error) => {
      throw new Error(`${topic}-${partition}@${offset} was parked`, { cause: error });
    },
    failed: () => undefined,
  });
  await deliver(logs, consume, chance, trouble);
  const asked = askedIn({ from: '2026-11-24T00', to: '2026-11-26T00' }, 0);
  return { logs, ...(await revenueIn(dynamodb, table, 'sales.windows')(asked)) };
};

const lastOf = (logs: Logs) =>
  [...logs.values()]
    .flatMap((log) => log.slice(-1))
    .map(({ topic, partition, offset, timestamp }) => ({ topic, partition, offset, at: timestamp }));

const property = (weakened: Weakened) =>
  fc.asyncProperty(orders, chances, async (drawn, choices) => {
    const { logs, rows, handled } = await played(drawn, choices, weakened);
    const sums = rows.map(
      ({ hour, sku, currency, units, revenue }) =>
        [`${hour} ${sku} ${currency}`, { units, revenue }] as const,
    );
    expect(new Map(sums)).toEqual(slowlyAddedUp(drawn));
    expect(new Set(handled)).toEqual(new Set(lastOf(logs)));
  });

/** The store without what it knows of sequences, so that offsets are all there is. */
const withoutSequences = (store: WindowStore): WindowStore => ({
  ...store,
  read: async <Row>(...asked: Parameters<WindowStore['read']>) => {
    const { position, rows } = await store.read<Row>(...asked);
    return { position, rows: new Map([...rows].map(([id, joined]) => [id, { ...joined, taken: {} }])) };
  },
});

/** The store without what it knows of offsets, so that sequences are all there is. */
const withoutOffsets = (store: WindowStore): WindowStore => ({
  ...store,
  read: async <Row>(...asked: Parameters<WindowStore['read']>) => {
    const { position, rows } = await store.read<Row>(...asked);
    return { position: { ...position, offset: -1 }, rows };
  },
});

describe('sums and positions', () => {
  it('are those of a count by hand, whatever comes again, late or before its sale', async () => {
    console.log(`SEED=${seed} SCHEDULES=${runs} repeats this run`);
    await fc.assert(property(whole), { seed, numRuns: runs, endOnFailure });
    console.log(JSON.stringify(trouble));
    expect(Object.values(trouble).every((times) => times > 0)).toBe(true);
  });

  it('are right by offsets alone when no producer repeats itself', async () => {
    await fc.assert(property({ repeats: false, store: withoutSequences }), {
      seed,
      numRuns: runs,
      endOnFailure,
    });
  });
});

describe('a planted bug is found', () => {
  it.each<[string, Weakened]>([
    ['sequences are forgotten, and a producer repeats itself', { repeats: true, store: withoutSequences }],
    [
      'offsets and sequences are forgotten',
      { repeats: false, store: (store) => withoutOffsets(withoutSequences(store)) },
    ],
  ])('%s', async (_bug, weakened) => {
    const { errorInstance, numRuns } = await fc.check(property(weakened), {
      seed: 1,
      numRuns: 100,
      endOnFailure,
    });
    console.log(`found by schedule ${numRuns} of seed 1`);
    expect(String(errorInstance)).toMatch(/^AssertionError: expected Map/);
  });
});
