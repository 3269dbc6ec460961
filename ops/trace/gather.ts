/** Gathers what one correlation id did: from every topic since a moment, and from the journals of all who show up. */
import { limited } from '../../functions/platform/limited.ts';
import { aggregates, contracts } from '../aggregates.ts';
import type { Connection } from '../connection.ts';
import { placeIn } from '../journal/target.ts';
import { readable } from '../readable.ts';
import { readSpans, type Span, type TopicRecord } from '../topic-records.ts';
import { withheld } from '../withheld.ts';
import { merged, type Step, stepOfRecord, stepsOfEntry } from './step.ts';

export interface TraceProps {
  readonly correlationId: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Told how many records were read of how many. */
  readonly progress?: (read: number, total: number) => void;
  readonly signal?: AbortSignal;
}

export const traced = async (connection: Connection, props: TraceProps): Promise<readonly Step[]> => {
  const { correlationId, since, progress = () => undefined, signal } = props;
  const spans = await spansSince(connection, since);
  const total = spans.reduce((sum, { from, to }) => sum + to - from, 0);
  const records: TopicRecord[] = [];
  let read = 0;
  const take = (record: TopicRecord) => {
    read += 1;
    if (read % 10_000 === 0) progress(read, total);
    if (record.headers.ce_correlationid === correlationId) records.push(record);
  };
  await readSpans(connection.kafka, spans, take, signal);
  const sent = await limited(8, records, async (record) =>
    stepOfRecord(
      record,
      record.value === undefined ? 'no value' : await readable(record.value, connection.registry),
    ),
  );
  return merged([...sent, ...(await journaledSteps(connection, sent, correlationId))]);
};

/** From the first record at or after the moment, to the end as it is now. */
const spansSince = async ({ kafka }: Connection, since: number): Promise<readonly Span[]> => {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const spans = await limited(8, contracts, async ({ topic }) => {
      const starts = await admin.fetchTopicOffsetsByTimestamp(topic, since);
      const from = new Map(starts.map(({ partition, offset }) => [partition, Number(offset)]));
      return (await admin.fetchTopicOffsets(topic)).map(({ partition, low, high }) => {
        const start = from.get(partition) ?? -1;
        return {
          topic,
          partition,
          from: start < 0 ? Number(high) : Math.max(start, Number(low)),
          to: Number(high),
        };
      });
    });
    return spans.flat();
  } finally {
    await admin.disconnect();
  }
};

const journaledSteps = async (
  connection: Connection,
  sent: readonly Step[],
  correlationId: string,
): Promise<readonly Step[]> => {
  const seen = Map.groupBy(sent, ({ source, subject }) => `${source} ${subject}`);
  const ones = [...seen.values()].flatMap(([first]) => (first === undefined ? [] : [first]));
  const steps = await limited(8, ones, async ({ source, subject }) => {
    const kind = aggregates.find(({ name }) => name === source);
    const context = connection.contexts.find(({ name }) => source.startsWith(`${name}/`));
    if (kind === undefined || context === undefined) return [];
    const { entries } = await kind.historyOf(placeIn(connection, context), subject);
    return entries
      .filter((entry) => entry.correlationId === correlationId)
      .flatMap((entry) => stepsOfEntry(source, subject, entry))
      .map((step) => ({ ...step, data: withheld(step.data) }));
  });
  return steps.flat();
};
