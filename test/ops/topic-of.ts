/** What stands on a topic under one key. */
import type { Connection } from '../../ops/connection.ts';
import { endsOf } from '../../ops/status/offsets.ts';
import { readSpans, type TopicRecord } from '../../ops/topic-records.ts';

export const recordsOf = async (
  { kafka }: Connection,
  topic: string,
  isWanted: (record: TopicRecord) => boolean,
): Promise<readonly TopicRecord[]> => {
  const admin = kafka.admin();
  await admin.connect();
  const ends = (await endsOf(admin, [topic])).get(topic) ?? [];
  await admin.disconnect();
  const records: TopicRecord[] = [];
  const spans = ends.map(({ partition, low, high }) => ({ topic, partition, from: low, to: high }));
  await readSpans(kafka, spans, (record) => isWanted(record) && records.push(record));
  return records;
};
