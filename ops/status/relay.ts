/** How a context's relay does, as far as it can be seen cheaply from outside. */
import { ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import { clientsOf } from '../clients.ts';
import type { Connection, DeployedContext } from '../connection.ts';
import type { TopicRecord } from '../topic-records.ts';

/**
 * Nobody keeps a list of what was not relayed yet, and the stream's own age is a metric of the cloud (`IteratorAge`,
 * which the alarms watch). So this tells of what was relayed last: a relay that stands still shows in `lastResult`,
 * and by the age of `lastSentAt` while commits go on.
 */
export interface RelayStatus {
  /** When Kafka took the context's newest message, milliseconds since 1970; undefined when it holds none. */
  readonly lastSentAt: number | undefined;
  /** From that message's commit until Kafka took it, milliseconds. */
  readonly lastDelayMs: number | undefined;
  /** What Lambda says of the mapping's last batch; undefined when it says nothing. */
  readonly lastResult: string | undefined;
}

/** @param records the newest of each partition of the context's topics */
export const relayStatus = (
  records: readonly Pick<TopicRecord, 'timestamp' | 'headers'>[],
  lastResult: string | undefined,
): RelayStatus => {
  const [newest] = records.toSorted((a, b) => b.timestamp - a.timestamp);
  if (newest === undefined) return { lastSentAt: undefined, lastDelayMs: undefined, lastResult };
  const committedAt = Date.parse(newest.headers.ce_time ?? '');
  return {
    lastSentAt: newest.timestamp,
    lastDelayMs: Number.isNaN(committedAt) ? undefined : newest.timestamp - committedAt,
    lastResult,
  };
};

export const isTroubled = ({ lastResult = '' }: RelayStatus): boolean => /problem|fail/i.test(lastResult);

/** The relay's function, where the context has one. */
export const relayFunctionOf = ({ physicalIds }: DeployedContext): string | undefined =>
  [...physicalIds].find(([logicalId]) => /^RelayHandler[0-9A-F]{8}$/.test(logicalId))?.[1];

export const lastResultOf = async (
  connection: Pick<Connection, 'aws'>,
  FunctionName: string,
): Promise<string | undefined> => {
  const command = new ListEventSourceMappingsCommand({ FunctionName });
  const { EventSourceMappings = [] } = await clientsOf(connection).lambda.send(command);
  return EventSourceMappings[0]?.LastProcessingResult;
};
