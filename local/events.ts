/** Every event of a running system from now on, by its headers alone. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Consumer, type EachMessageHandler, type IHeaders, Kafka, logLevel } from 'kafkajs';

export interface SeenEvent {
  readonly topic: string;
  readonly key: string;
  /** Without its namespace, such as `OrderPlaced`. */
  readonly type: string;
  readonly correlationId: string;
  /** `<aggregate>.<sequence>`, the same whenever it is delivered again. */
  readonly id: string;
}

/** With its place on Kafka. */
export interface PlacedEvent extends SeenEvent {
  readonly partition: number;
  readonly offset: number;
  /** When Kafka was given it, milliseconds since 1970. */
  readonly at: number;
}

const retry = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 30 };

/**
 * @param crashed told why when it had to begin anew; nothing is missed
 * @returns what ends it; everything that comes after the promise is resolved is told, at least once
 */
export const eventsOf = (
  kafkaBrokers: string,
  tell: (event: PlacedEvent) => void,
  crashed?: (error: Error) => void,
): Promise<() => Promise<void>> => {
  const brokers = kafkaBrokers.split(',');
  return eventsFrom(
    new Kafka({ brokers, clientId: 'tributary-events', logLevel: logLevel.NOTHING, retry }),
    tell,
    crashed,
  );
};

/** The same by a client that is there already. */
export const eventsFrom = async (
  kafka: Kafka,
  tell: (event: PlacedEvent) => void,
  crashed: (error: Error) => void = () => undefined,
): Promise<() => Promise<void>> => {
  const admin = kafka.admin();
  await admin.connect();
  const topics = (await admin.listTopics()).filter((topic) => !topic.startsWith('__'));
  const positions = new Map<string, { topic: string; partition: number; offset: string }>();
  for (const topic of topics) {
    for (const { partition, high } of await admin.fetchTopicOffsets(topic)) {
      positions.set(`${topic}-${partition}`, { topic, partition, offset: high });
    }
  }
  const eachMessage: EachMessageHandler = async ({ topic, partition, message }) => {
    const { key, headers = {}, offset, timestamp } = message;
    positions.set(`${topic}-${partition}`, { topic, partition, offset: String(BigInt(offset) + 1n) });
    tell({
      topic,
      key: String(key ?? ''),
      type: header(headers, 'ce_type').split('.').at(-1) ?? '',
      correlationId: header(headers, 'ce_correlationid'),
      id: header(headers, 'ce_id'),
      partition,
      offset: Number(offset),
      at: Number(timestamp),
    });
  };
  const groups: string[] = [];
  let isOver = false;
  /** In a group of its own each time: in the last one the broker would wait for who crashed. */
  const listen = async (): Promise<Consumer> => {
    const groupId = `events-${randomUUID()}`;
    groups.push(groupId);
    // On a busy machine we may be silent for long, and are not gone.
    const patience = { sessionTimeout: 30_000, maxWaitTimeInMs: 100 };
    const restartOnFailure = async (): Promise<boolean> => false;
    const consumer = kafka.consumer({ groupId, ...patience, retry: { ...retry, restartOnFailure } });
    // A consumer that has to join again, after a broker's death, starts from where it was.
    consumer.on(consumer.events.GROUP_JOIN, () => {
      for (const position of positions.values()) consumer.seek(position);
    });
    let hasBegun = false;
    let broken: Error | undefined;
    consumer.on(consumer.events.CRASH, ({ payload: { error } }) => {
      crashed(error);
      if (hasBegun && !isOver) listening = again(listen);
      broken ??= error;
    });
    await consumer.connect();
    try {
      await consumer.subscribe({ topics: [...topics] });
      await consumer.run({ autoCommit: false, eachMessage });
      if (broken !== undefined) throw broken;
    } catch (error) {
      await consumer.disconnect();
      throw error;
    }
    hasBegun = true;
    return consumer;
  };
  let listening = listen();
  await listening;
  return async () => {
    isOver = true;
    await (await listening).disconnect();
    // Where it is gone already, or the broker is away: an empty group ends by itself.
    await admin.deleteGroups(groups.slice(-1)).catch(() => undefined);
    await admin.disconnect();
  };
};

/** Until it does not fail: the broker may be away for a while. */
const again = async <Answer>(attempt: () => Promise<Answer>): Promise<Answer> => {
  for (;;) {
    await sleep(250);
    try {
      return await attempt();
    } catch {}
  }
};

const header = (headers: IHeaders, name: string): string => String(headers[name] ?? '');
