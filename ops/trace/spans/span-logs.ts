/** Spans in the logs of all functions of an environment. */
import { type FilteredLogEvent, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { limited } from '../../../functions/platform/limited.ts';
import { clientsOf } from '../../clients.ts';
import type { Connection } from '../../connection.ts';
import { type LoggedSpan, spansIn } from './logged-span.ts';

export interface SpanLogsProps {
  /** A line has to have it in it. */
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly signal?: AbortSignal | undefined;
}

/** CloudWatch answers few such questions a second. */
const atOnce = 4;

/** Each once, however often its line is found. */
export const spansWith = async (
  connection: Connection,
  props: SpanLogsProps,
): Promise<readonly LoggedSpan[]> => {
  const lines = await limited(atOnce, functionLogs(connection), (group) => linesOf(connection, group, props));
  const spans = lines.flat().flatMap(spansIn);
  return [...new Map(spans.map((span) => [span.spanId, span])).values()];
};

/** By the names that the stacks give them. */
const functionLogs = ({ contexts }: Connection): readonly string[] =>
  contexts.flatMap(({ physicalIds }) =>
    [...physicalIds].flatMap(([logicalId, name]) =>
      /HandlerLogs[0-9A-F]{8}$/.test(logicalId) ? [name] : [],
    ),
  );

const linesOf = async (
  connection: Connection,
  logGroupName: string,
  { text, since, signal }: SpanLogsProps,
): Promise<readonly string[]> => {
  const { logs } = clientsOf(connection);
  const events: FilteredLogEvent[] = [];
  const filterPattern = `"${text.replaceAll('"', '')}"`;
  let nextToken: string | undefined;
  do {
    if (signal?.aborted) break;
    const command = new FilterLogEventsCommand({ logGroupName, filterPattern, startTime: since, nextToken });
    const page = await logs.send(command);
    events.push(...(page.events ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return events.map(({ message = '' }) => message);
};
