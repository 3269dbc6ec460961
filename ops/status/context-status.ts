/** How one context does: its dead letters, and its relay. */
import type { Connection, DeployedContext } from '../connection.ts';
import type { TopicRecord } from '../topic-records.ts';
import { type DeadLetters, deadLettersIn } from './letters.ts';
import type { TopicEnds } from './offsets.ts';
import { lastResultOf, type RelayStatus, relayFunctionOf, relayStatus } from './relay.ts';

export interface ContextStatus {
  readonly context: string;
  readonly deadLetters: DeadLetters;
  /** None where the context says nothing on Kafka. */
  readonly relay: RelayStatus | undefined;
}

/** @param records the newest of each partition of its topics are among them */
export const contextStatus = async (
  connection: Connection,
  context: DeployedContext,
  ends: TopicEnds,
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
