/** Records of a topic: from an offset, from a moment, or of a key. */
import type { Admin } from 'kafkajs';
import * as z from 'zod';
import { limited } from '../../functions/platform/limited.ts';
import { contracts } from '../../ops/aggregates.ts';
import type { Connection } from '../../ops/connection.ts';
import { readSpans, type Span, type TopicRecord } from '../../ops/topic-records.ts';
import type { Browsed } from '../answers/topics.ts';
import { Problem } from '../server/route.ts';
import { shownRecord } from './shown-record.ts';

/** As a query has it: text. */
export const wanted = z
  .object({
    partition: z.coerce.number().int().min(0).optional(),
    offset: z.coerce.number().int().min(0).optional(),
    /** Milliseconds since 1970. */
    at: z.coerce.number().int().min(0).optional(),
    key: z.string().min(1).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .refine(({ offset, partition }) => offset === undefined || partition !== undefined, {
    error: 'an offset is one of a partition: say which',
  });

export type Wanted = z.infer<typeof wanted>;

/** Of a key, records of each partition are looked at from the newest back: this many. */
const depth = 20_000;

/** @throws Problem when there is no such topic */
export const browse = async (
  { kafka, registry }: Pick<Connection, 'kafka' | 'registry'>,
  topic: string,
  asked: Wanted,
  signal: AbortSignal,
): Promise<Browsed> => {
  const contract = contracts.find((each) => each.topic === topic);
  if (contract === undefined) throw new Problem(404, `there is no topic ${topic}`);
  const admin = kafka.admin();
  await admin.connect();
  const spans = await spansOf(admin, topic, asked).finally(() => admin.disconnect());
  const found: TopicRecord[] = [];
  let looked = 0;
  const take = (record: TopicRecord): void => {
    looked += 1;
    if (asked.key === undefined || record.key === asked.key) found.push(record);
    // Of a key, the newest are wanted: the oldest go.
    if (found.length > 2 * depth) found.splice(0, depth);
  };
  await readSpans(kafka, spans, take, signal);
  const records = chosen(found, asked);
  return {
    records: await limited(8, records, (record) => shownRecord(record, registry, contract)),
    looked,
    of: spans.reduce((sum, { from, to }) => sum + to - from, 0),
  };
};

const byTime = (a: TopicRecord, b: TopicRecord): number =>
  a.timestamp - b.timestamp || a.partition - b.partition || a.offset - b.offset;

/** From a beginning the first ones; otherwise the newest ones, the newest first. */
const chosen = (found: readonly TopicRecord[], { at, offset, limit }: Wanted): readonly TopicRecord[] => {
  const sorted = found.toSorted(byTime);
  return at === undefined && offset === undefined ? sorted.slice(-limit).reverse() : sorted.slice(0, limit);
};

const spansOf = async (
  admin: Admin,
  topic: string,
  { partition: only, offset, at, key, limit }: Wanted,
): Promise<readonly Span[]> => {
  const [ends, moments] = await Promise.all([
    admin.fetchTopicOffsets(topic),
    at === undefined ? [] : admin.fetchTopicOffsetsByTimestamp(topic, at),
  ]);
  return ends
    .filter(({ partition }) => only === undefined || partition === only)
    .map((end) => {
      const { partition } = end;
      const [low, high] = [Number(end.low), Number(end.high)];
      const moment = Number(moments.find((each) => each.partition === partition)?.offset ?? -1);
      const start = offset ?? (at === undefined ? undefined : moment < 0 ? high : moment);
      const from =
        start === undefined
          ? Math.max(low, high - (key === undefined ? limit : depth))
          : Math.max(low, start);
      const to = start === undefined || key !== undefined ? high : Math.min(high, from + limit);
      return { topic, partition, from: Math.min(from, high), to };
    });
};
