/** How a whole environment does, gathered once. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Admin } from 'kafkajs';
import { limited } from '../../functions/platform/limited.ts';
import { aggregates } from '../aggregates.ts';
import type { Connection, DeployedContext } from '../connection.ts';
import { readSpans, type Span, type TopicRecord } from '../topic-records.ts';
import { type DeadLetters, deadLettersIn } from './letters.ts';
import { type KafkaMapping, kafkaMappings } from './mappings.ts';
import { endsOf, type GroupPlace, type PartitionEnds, placesOf } from './offsets.ts';
import { parkedKeys } from './parked.ts';
import { lastResultOf, type RelayStatus, relayFunctionOf, relayStatus } from './relay.ts';

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

export interface ContextStatus {
  readonly context: string;
  readonly deadLetters: DeadLetters;
  /** None where the context says nothing on Kafka. */
  readonly relay: RelayStatus | undefined;
}

export interface Status {
  readonly env: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly consumers: readonly ConsumerStatus[];
  readonly contexts: readonly ContextStatus[];
}

type Ends = ReadonlyMap<string, readonly PartitionEnds[]>;

/**
 * Reads at most one record of each lagging partition of a group, and the newest of each partition that a relay writes.
 *
 * @param mappings whose lag is asked for. @default all that are deployed
 */
export const statusOf = async (connection: Connection, mappings?: readonly KafkaMapping[]): Promise<Status> =>
  statusOfMappings(connection, mappings ?? (await deployedMappings(connection)));

/** Of all contexts. */
export const deployedMappings = async (connection: Connection): Promise<readonly KafkaMapping[]> => {
  const all = await Promise.all(connection.contexts.map(({ name }) => kafkaMappings(connection, name)));
  return all.flat();
};

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

const placedIn = (admin: Admin, mappings: readonly KafkaMapping[], ends: Ends): Promise<readonly Placed[]> =>
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

const newestOf = (topics: readonly string[], ends: Ends): readonly Span[] =>
  topics.flatMap((topic) =>
    (ends.get(topic) ?? [])
      .filter(({ low, high }) => high > low)
      .map(({ partition, high }) => ({ topic, partition, from: high - 1, to: high })),
  );

const consumerStatus = async (
  { aws, contexts }: Connection,
  { places, ...mapping }: Placed,
  records: readonly TopicRecord[],
  now: number,
): Promise<ConsumerStatus> => {
  const table = contexts.find(({ name }) => name === mapping.context)?.variables.TABLE_NAME ?? '';
  return {
    ...mapping,
    lag: places.reduce((sum, { lag }) => sum + lag, 0),
    behindSeconds: behindSeconds(mapping.topic, places, records, now),
    missed: places.reduce((sum, { missed }) => sum + missed, 0),
    parkedKeys: await parkedKeys(new DynamoDBClient(aws), table, mapping.consumer),
  };
};

/** By the partition that is furthest behind. */
export const behindSeconds = (
  topic: string,
  places: readonly Pick<GroupPlace, 'partition' | 'next' | 'lag'>[],
  records: readonly Pick<TopicRecord, 'topic' | 'partition' | 'offset' | 'timestamp'>[],
  now: number,
): number | undefined => {
  const lagging = places.filter(({ lag }) => lag > 0);
  const ages = lagging.flatMap(({ partition, next }) => {
    const found = records.find(
      (record) => record.topic === topic && record.partition === partition && record.offset === next,
    );
    return found === undefined ? [] : [Math.max(0, now - found.timestamp) / 1_000];
  });
  return lagging.length > 0 && ages.length === 0 ? undefined : Math.max(0, ...ages);
};

const contextStatus = async (
  connection: Connection,
  context: DeployedContext,
  ends: Ends,
  records: readonly TopicRecord[],
): Promise<ContextStatus> => {
  const { name, variables } = context;
  const functionName = relayFunctionOf(context);
  const isNewest = ({ topic, partition, offset }: TopicRecord): boolean =>
    topic.startsWith(`${name}.`) &&
    (ends.get(topic) ?? []).some((end) => end.partition === partition && end.high - 1 === offset);
  const [deadLetters, result] = await Promise.all([
    deadLettersIn(connection, variables.DEAD_LETTER_QUEUE_URL ?? ''),
    functionName === undefined ? undefined : lastResultOf(connection, functionName),
  ]);
  const relay = functionName === undefined ? undefined : relayStatus(records.filter(isNewest), result);
  return { context: name, deadLetters, relay };
};
