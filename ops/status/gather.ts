/** How a whole environment does, gathered once. */
import type { Admin } from 'kafkajs';
import { limited } from '../../functions/platform/limited.ts';
import { aggregates } from '../aggregates.ts';
import { clientsOf } from '../clients.ts';
import type { Connection } from '../connection.ts';
import { readSpans, type Span, type TopicRecord } from '../topic-records.ts';
import { behindSeconds } from './behind.ts';
import { type ContextStatus, contextStatus } from './context-status.ts';
import { deployedMappings, type KafkaMapping } from './mappings.ts';
import { endsOf, type GroupPlace, placesOf, type TopicEnds } from './offsets.ts';
import { parkedKeys } from './parked.ts';

export interface ConsumerStatus extends KafkaMapping {
  /** Records that were not settled yet. */
  readonly lag: number;
  /** How long the oldest of them has been in Kafka, seconds; 0 when there is none, undefined when it cannot be told. */
  readonly behindSeconds: number | undefined;
  /** Records that retention deleted before they were read. */
  readonly missed: number;
  /** Keys that wait behind what was parked, of all topics of the consumer. */
  readonly parkedKeys: number;
}

export interface Status {
  readonly env: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly consumers: readonly ConsumerStatus[];
  readonly contexts: readonly ContextStatus[];
}

/**
 * Reads at most one record of each lagging partition of a group, and the newest of each partition that a relay writes.
 *
 * @param mappings whose lag is asked for. @default all that are deployed
 */
export const statusOf = async (connection: Connection, mappings?: readonly KafkaMapping[]): Promise<Status> =>
  statusOfMappings(connection, mappings ?? (await deployedMappings(connection)));

const statusOfMappings = async (
  connection: Connection,
  mappings: readonly KafkaMapping[],
): Promise<Status> => {
  const { contexts, env, kafka } = connection;
  const admin = kafka.admin();
  await admin.connect();
  try {
    const own = aggregates.map(({ publishes }) => publishes.topic);
    const ends = await endsOf(admin, [...new Set([...own, ...mappings.map(({ topic }) => topic)])]);
    const placed = await placedIn(admin, mappings, ends);
    const at = Date.now();
    const records: TopicRecord[] = [];
    await readSpans(kafka, [...oldestUnread(placed), ...newestOf(own, ends)], (record) =>
      records.push(record),
    );
    const [consumers, rest] = await Promise.all([
      limited(8, placed, (mapping) => consumerStatus(connection, mapping, records, at)),
      limited(8, contexts, (context) => contextStatus(connection, context, ends, records)),
    ]);
    return { env, at, consumers, contexts: rest };
  } finally {
    await admin.disconnect();
  }
};

interface Placed extends KafkaMapping {
  readonly places: readonly GroupPlace[];
}

const placedIn = (
  admin: Admin,
  mappings: readonly KafkaMapping[],
  ends: TopicEnds,
): Promise<readonly Placed[]> =>
  limited(8, mappings, async (mapping) => ({
    ...mapping,
    places: await placesOf(admin, mapping, ends.get(mapping.topic) ?? []),
  }));

const oldestUnread = (placed: readonly Placed[]): readonly Span[] =>
  placed.flatMap(({ topic, places }) =>
    places
      .filter(({ lag }) => lag > 0)
      .map(({ partition, next }) => ({ topic, partition, from: next, to: next + 1 })),
  );

const newestOf = (topics: readonly string[], ends: TopicEnds): readonly Span[] =>
  topics.flatMap((topic) =>
    (ends.get(topic) ?? [])
      .filter(({ low, high }) => high > low)
      .map(({ partition, high }) => ({ topic, partition, from: high - 1, to: high })),
  );

const consumerStatus = async (
  connection: Connection,
  { places, ...mapping }: Placed,
  records: readonly TopicRecord[],
  now: number,
): Promise<ConsumerStatus> => {
  const table = connection.contexts.find(({ name }) => name === mapping.context)?.variables.TABLE_NAME ?? '';
  return {
    ...mapping,
    lag: places.reduce((sum, { lag }) => sum + lag, 0),
    behindSeconds: behindSeconds(mapping.topic, places, records, now),
    missed: places.reduce((sum, { missed }) => sum + missed, 0),
    parkedKeys: await parkedKeys(clientsOf(connection).dynamodb, table, mapping.consumer),
  };
};
